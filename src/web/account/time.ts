/** Times of day for lists: the reader's own zone, in the one order that all languages read alike. */
const two = (number: number): string => String(number).padStart(2, '0');

/** '2021-10-01 08:05' of an ISO time. */
export function timeText(iso: string): string {
  const time = new Date(iso);
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

export function dayText(iso: string): string {
  return timeText(iso).slice(0, 10);
}
