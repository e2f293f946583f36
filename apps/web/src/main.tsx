import './styles/main.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CallFailure } from './client.ts';
import { firstLanguage } from './i18n/language.ts';
import { Speaking } from './i18n/speaking.tsx';
import { loadWords } from './i18n/words.ts';
import { loadCatalogue } from './parts/explain.ts';
import { queryClient } from './parts/query-client.ts';
import { applyTheme } from './parts/theme.ts';
import { router } from './routes.tsx';
import { keepCsrf } from './session.ts';

applyTheme();

/** A log-in that ended in the middle of the work leads to the log-in page and back. */
queryClient.getQueryCache().config.onError = (error) => {
  const { pathname, href } = router.state.location;
  if (!(error instanceof CallFailure) || error.status !== 401) return;
  keepCsrf(undefined);
  if (pathname !== '/login' && pathname !== '/setup') {
    queryClient.removeQueries({ queryKey: ['getMe'] });
    void router.navigate({ to: '/login', search: { back: href } });
  }
};

const language = firstLanguage();
const words = await loadWords(language);
document.documentElement.lang = language;
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Speaking first={{ language, words }}>
        <RouterProvider router={router} />
      </Speaking>
    </QueryClientProvider>
  </StrictMode>,
);
// The texts of troubles are needed just when the link may be gone.
void loadCatalogue(language).catch(() => undefined);
