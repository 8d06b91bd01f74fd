import { expect, it } from 'vitest';
import type { RemarkOut } from '#wire/registry.ts';
import { saidOnce } from './said-once.ts';

const DOUBT = 'Printed as trade with Russia; the size of the sum shows that Moscow is meant.';

function remark(text: string, severity = 'doubt', figures = ['one']): RemarkOut {
  const citation = { source: 's', sourceName: 'S', locator: '', near: null, doubt: null };
  return { id: text, severity, text, entities: [], figures, citation };
}

it('shows a doubt and a remark of equal text once', () => {
  const { doubt, remarks } = saidOnce('one', DOUBT, [remark(`${DOUBT} `, 'doubt', ['one', 'two'])]);
  expect([doubt, remarks]).toEqual([DOUBT, []]);
});

it('prefers the remark where it is graver or says more', () => {
  const grave = [remark(DOUBT, 'misprint')];
  expect(saidOnce('one', DOUBT, grave)).toEqual({ doubt: null, remarks: grave });
  const longer = [remark(`${DOUBT.slice(0, -1)}, as its title says.`)];
  expect(saidOnce('one', DOUBT, longer)).toEqual({ doubt: null, remarks: longer });
});

it('keeps what is said of other figures too, or is something else', () => {
  const others = [
    remark(`${DOUBT} So too the next.`, 'doubt', ['one', 'two']),
    remark('The year is inferred.'),
  ];
  expect(saidOnce('one', DOUBT, others)).toEqual({ doubt: DOUBT, remarks: others });
  expect(saidOnce('one', null, others)).toEqual({ doubt: null, remarks: others });
});
