import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** Has questions below some addresses asked again whenever a value changes: the stream has told that they have moved. */
export function useRefreshed(value: number, ...addresses: readonly string[]): void {
  const client = useQueryClient();
  const before = useRef(value);
  const names = addresses.join(' ');
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    void client.invalidateQueries({
      predicate: ({ queryKey: [path] }) =>
        typeof path === 'string' && names.split(' ').some((name) => path.startsWith(name)),
    });
  }, [client, value, names]);
}
