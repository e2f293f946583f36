import { QueryClient } from '@tanstack/react-query';
import { CallFailure } from '../client.ts';

/** Only a lost link is worth another try: a refusal stays a refusal. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => error instanceof CallFailure && error.status === 0 && failures < 2,
    },
  },
});
