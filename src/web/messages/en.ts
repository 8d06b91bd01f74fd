import { collect } from './collect.ts';

export default collect(import.meta.glob<object>('./en/*.json', { eager: true, import: 'default' }));
