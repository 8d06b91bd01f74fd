/** The market's engine on the three seeded streams, with the npm peers in the same run. */
import { run } from './market.ts';
import type { Benchmark } from './measurement.ts';

const GOALS: { readonly [stream: string]: number } = { shallow: 6_500_000, mid: 3_500_000, deep: 3_000_000 };

export const market: Benchmark = async function* ({ small }) {
  const commands = small ? 50_000 : 1_000_000;
  const peers = small ? 5_000 : 100_000;
  const figures = await run(commands, peers);
  for (const figure of figures) {
    const own = figure.engine === 'kirmash';
    const reference = figures.find(
      ({ engine, stream }) => engine === 'nodejs-order-book' && stream === figure.stream,
    );
    const goal = own && !small ? GOALS[figure.stream] : undefined;
    yield {
      name: `market/${figure.stream}, ${figure.engine}, ${figure.commands} commands`,
      value: Math.round(figure.perSecond),
      unit: 'commands/s',
      ...(goal === undefined ? {} : { goal }),
      ...(own && reference
        ? { peer: reference.engine, ratio: Math.round((figure.perSecond / reference.perSecond) * 10) / 10 }
        : {}),
    };
  }
};
