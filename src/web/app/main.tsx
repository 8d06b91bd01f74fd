// In a layer, so that the styles of these pages win wherever both speak of the same thing.
import '@mantine/core/styles.layer.css';
import '../ui/fonts.css';
import '../ui/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { cssVariables, theme } from '../ui/theme.ts';
import { questions, worthAnotherTry } from './api.ts';
import { startMessages } from './i18n.ts';
import { initialLanguage } from './language.ts';
import { printInLight } from './print-light.ts';
import { router } from './router.ts';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 60_000, gcTime: 600_000, retry: worthAnotherTry, refetchOnWindowFocus: false },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no element #root');
// What the first page needs is asked for at once and not one after the other.
void queryClient.prefetchQuery(questions.overview(initialLanguage()));
await Promise.all([startMessages(), router.load()]);
printInLight();
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
