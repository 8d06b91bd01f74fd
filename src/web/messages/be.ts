import { collect } from './collect.ts';

export default collect(import.meta.glob<object>('./be/*.json', { eager: true, import: 'default' }));
