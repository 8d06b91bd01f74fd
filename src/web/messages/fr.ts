import { collect } from './collect.ts';

export default collect(import.meta.glob<object>('./fr/*.json', { eager: true, import: 'default' }));
