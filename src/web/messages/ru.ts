import { collect } from './collect.ts';

export default collect(import.meta.glob<object>('./ru/*.json', { eager: true, import: 'default' }));
