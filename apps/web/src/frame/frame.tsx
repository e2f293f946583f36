import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSpoken } from '../i18n/use-words.ts';
import { Mark } from '../parts/mark.tsx';
import { may } from '../parts/may.ts';
import { useLivePhase } from '../parts/use-live.ts';
import { useMe } from '../parts/use-me.ts';
import { type Place, pageOf, placeOf, places } from './places.ts';
import { usePlaceStates } from './use-place-states.ts';

/** The frame around every page of those who are logged in. */
export function Frame() {
  const { words, choose } = useSpoken();
  const preferred = useMe()?.language;
  // First the browser's language, then the person's own.
  useEffect(() => {
    if (preferred) choose(preferred);
  }, [preferred, choose]);
  return (
    <div className="frame">
      <a href="#main" className="skip">
        {words.frame.skip}
      </a>
      <main id="main" className="page" tabIndex={-1}>
        <PagesOfPlace className="pages" />
        <Outlet />
      </main>
      <Menu />
    </div>
  );
}

function usePath(): string {
  return useRouterState({ select: (state) => state.location.pathname });
}

function Menu() {
  const { words } = useSpoken();
  const here = placeOf(usePath());
  const { states } = usePlaceStates();
  return (
    <nav className="bar" aria-label={words.frame.places}>
      <Link to="/" className="rail-head">
        <Mark size={44} />
        <span>
          結び
          <br />
          Musubi
        </span>
      </Link>
      <div className="bar-places">
        {places.map((place) => (
          <PlaceLink key={place.id} place={place} here={place.id === here} state={states[place.id]} />
        ))}
      </div>
      <RailFoot />
    </nav>
  );
}

function PlaceLink(props: {
  place: Place;
  here: boolean;
  state: { word: string; needs: boolean } | undefined;
}) {
  const { words } = useSpoken();
  return (
    <>
      <Link
        to={props.place.pages[0].path}
        className="place"
        data-here={props.here}
        {...(props.here ? { 'aria-current': 'true' as const } : {})}
        activeOptions={{ exact: true }}
      >
        <span className="place-name">{props.place.name(words)}</span>
        <span className="place-state" data-needs={props.state?.needs ?? false}>
          {props.state?.word ?? ''}
        </span>
      </Link>
      {props.here && <PagesOfPlace className="rail-pages" />}
    </>
  );
}

function PagesOfPlace({ className }: { className: string }) {
  const { words } = useSpoken();
  const path = usePath();
  const me = useMe();
  const { waiting } = usePlaceStates();
  const place = places.find(({ id }) => id === placeOf(path));
  const current = pageOf(path);
  const pages = place?.pages.filter(({ least }) => !least || (me && may(me.role, least))) ?? [];
  return (
    <nav className={className} aria-label={words.frame.pages}>
      {pages.map((page) => {
        const count = waiting[page.path as keyof typeof waiting];
        return (
          <Link
            key={page.path}
            to={page.path}
            activeOptions={{ exact: true }}
            {...(page.path === current ? { 'aria-current': 'page' as const } : {})}
          >
            {page.name(words)}
            {count > 0 && <span className="count">{count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}

function RailFoot() {
  const { words } = useSpoken();
  const me = useMe();
  const phase = useLivePhase();
  const word = {
    open: words.frame.liveOpen,
    connecting: words.frame.liveWaiting,
    waiting: words.frame.liveWaiting,
    // Nothing on this page is live: there is nothing to say.
    resting: '',
  }[phase];
  return (
    <div className="rail-foot">
      <p className="text-soft">{word}</p>
      {me && <Link to="/site/me">{me.name}</Link>}
    </div>
  );
}
