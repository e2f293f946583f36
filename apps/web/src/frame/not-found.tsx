import { Link, useRouter } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { Page } from '../parts/page.tsx';
import { Trouble } from '../parts/trouble.tsx';

export function NotFound() {
  const words = useWords();
  return (
    <main className="page">
      <Page name={words.frame.notFoundTitle} sentence={words.frame.notFoundWhy}>
        <Link to="/" className="button">
          {words.frame.toFloor}
        </Link>
      </Page>
    </main>
  );
}

/** A page that could not be shown at all, such as without a link to Musubi. */
export function PageTrouble(props: { error: unknown }) {
  const router = useRouter();
  return (
    <main className="page">
      <Trouble error={props.error} retry={() => void router.invalidate()} />
    </main>
  );
}
