/** Takes two decimal strings; gives a number below, at or above zero, exactly. */
export function compareDecimals(a: string, b: string): number {
  const places = Math.max(...[a, b].map((value) => value.split('.')[1]?.length ?? 0));
  const whole = (value: string): bigint => {
    const [units = '0', fraction = ''] = value.split('.');
    return BigInt(units + fraction.padEnd(places, '0'));
  };
  const difference = whole(a) - whole(b);
  return difference < 0n ? -1 : Number(difference > 0n);
}
