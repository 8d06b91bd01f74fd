/**
 * Partners as bubbles on a map. One stop of the keyboard: the arrow keys go from partner to partner, the heaviest
 * first; what is chosen is told beside the map. The same facts stand in the table.
 */
import type { GeoProjection } from 'd3-geo';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BaseMap } from '#web/ui/map/base-map.tsx';
import { placeNames } from '#web/ui/map/names.ts';
import type { Extent } from '#web/ui/map/world.ts';
import { type Partner, radius, type Size, weight } from './partners.ts';
import classes from './start.module.css';

/** The largest bubble, as a part of the map's width, and the smallest, in pixels. */
const MOST = { world: 1 / 24, near: 1 / 16 } as const;
const LEAST = 3.5;
/** Small bubbles are still easy to hit. */
const LEAST_TARGET = 12;
interface Props {
  partners: readonly Partner[];
  home: readonly [number, number] | null;
  size: Size;
  extent: Extent;
  chosen: string | null;
  onChoose: (id: string) => void;
  /** What a partner's bubble says to those who don't see it. */
  describe: (partner: Partner) => string;
}

export default function PartnersMap({ partners, home, size, extent, chosen, onChoose, describe }: Props) {
  const { t } = useTranslation();
  const bubbles = useRef<SVGGElement>(null);
  const points = useMemo(() => partners.flatMap(({ point }) => (point ? [point] : [])), [partners]);
  const placed = partners.filter((partner) => partner.point !== null);
  const largest = Math.max(0, ...placed.map((partner) => weight(partner, size) ?? 0));
  const current = placed.some(({ ref }) => ref.id === chosen) ? chosen : (placed[0]?.ref.id ?? null);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const now = placed.findIndex(({ ref }) => ref.id === current);
    const next = placed[(now + step + placed.length) % placed.length];
    if (!next) return;
    onChoose(next.ref.id);
    bubbles.current?.querySelector<SVGGElement>(`[data-id="${CSS.escape(next.ref.id)}"]`)?.focus();
  };

  const draw = (projection: GeoProjection, width: number) => {
    const most = Math.max(14, width * MOST[extent]);
    const drawn = placed.flatMap((partner) => {
      const at = partner.point && projection([partner.point[1], partner.point[0]]);
      if (!at) return [];
      const value = weight(partner, size);
      return [{ partner, x: at[0], y: at[1], value, r: radius(value, largest, most, LEAST) }];
    });
    // The chosen partner comes first, so that its name always has room; then the heaviest.
    const names = placeNames(
      drawn
        .toSorted((a, b) => Number(b.partner.ref.id === chosen) - Number(a.partner.ref.id === chosen))
        .map(({ partner: { ref }, x, y, r }) => ({ id: ref.id, name: ref.name, x, y, r })),
      width,
    );
    return (
      <g ref={bubbles} role="radiogroup" aria-label={t('start.map.partners')} onKeyDown={onKeyDown}>
        {drawn.map(({ partner, x, y, r, value }) => (
          // biome-ignore lint/a11y/useSemanticElements: nor an input
          <g
            key={partner.ref.id}
            role="radio"
            aria-checked={partner.ref.id === chosen}
            aria-label={describe(partner)}
            tabIndex={partner.ref.id === current ? 0 : -1}
            data-id={partner.ref.id}
            data-unknown={value === null || value === 0 || undefined}
            className={classes.bubble}
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
            onClick={() => onChoose(partner.ref.id)}
            onPointerEnter={(event) => event.pointerType === 'mouse' && onChoose(partner.ref.id)}
            onFocus={() => onChoose(partner.ref.id)}
          >
            <circle r={Math.max(r, LEAST_TARGET)} className={classes.target} />
            <circle r={r} className={classes.disc} />
          </g>
        ))}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG takes no focus */}
        <g aria-hidden="true">
          {drawn.map(({ partner: { ref }, y }) => {
            const place = names.get(ref.id);
            return place ? (
              <text
                key={ref.id}
                className={classes.bubbleName}
                x={place.x}
                y={y}
                textAnchor={place.side}
                dominantBaseline="central"
              >
                {ref.name}
              </text>
            ) : null;
          })}
        </g>
      </g>
    );
  };

  return (
    <BaseMap extent={extent} concerned={points} home={home}>
      {draw}
    </BaseMap>
  );
}
