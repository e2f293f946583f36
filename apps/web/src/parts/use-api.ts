import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../client.ts';
import { call } from '../session.ts';

interface Reading {
  /** Asks again every so many milliseconds while the tab is looked at. */
  everyMs?: number;
  enabled?: boolean;
  /** Keeps showing the last answer while a new question is on its way. */
  keepPrevious?: boolean;
}

/** Reads by a contract; the answer is shared by every part that asks the same. */
export function useApi<K extends CallName>(name: K, input: CallInput<K>, reading: Reading = {}) {
  return useQuery<CallOutput<K>>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(name, input, { signal }),
    enabled: reading.enabled ?? true,
    ...(reading.everyMs ? { refetchInterval: reading.everyMs } : {}),
    ...(reading.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Acts by a contract; what `changes` names is read again before the act counts as done. */
export function useAct<K extends CallName>(name: K, changes: readonly CallName[] = []) {
  const client = useQueryClient();
  return useMutation<CallOutput<K>, Error, { input: CallInput<K>; file?: Blob }>({
    mutationFn: ({ input, file }) => call(name, input, file ? { file } : {}),
    onSuccess: async () => {
      await Promise.all(changes.map((change) => client.invalidateQueries({ queryKey: [change] })));
    },
  });
}
