import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { CallFailure } from './client.ts';
import { Frame } from './frame/frame.tsx';
import { NotFound, PageTrouble } from './frame/not-found.tsx';
import { queryClient } from './parts/query-client.ts';
import { Toasts } from './parts/toasts.tsx';
import { FloorPage } from './screens/see/floor-page.tsx';
import { call, keepCsrf } from './session.ts';

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
  notFoundComponent: NotFound,
  errorComponent: PageTrouble,
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(async () => ({
    default: (await import('./screens/start/setup-page.tsx')).SetupPage,
  })),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && /^\/(?!\/)/.test(search.back) ? { back: search.back } : {},
  component: lazyRouteComponent(async () => ({
    default: (await import('./screens/start/login-page.tsx')).LoginPage,
  })),
});

const enrol = createRoute({
  getParentRoute: () => root,
  path: '/enrol',
  component: lazyRouteComponent(async () => ({
    default: (await import('./screens/start/enrol-page.tsx')).EnrolPage,
  })),
});

/** Nothing of the frame is shown before it is known who looks. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  errorComponent: PageTrouble,
  async beforeLoad({ location }) {
    try {
      const me = await queryClient.ensureQueryData({
        queryKey: ['getMe', {}],
        queryFn: () => call('getMe', {}),
      });
      keepCsrf(me.csrf);
    } catch (failure) {
      if (failure instanceof CallFailure && failure.status === 401)
        throw redirect({ to: '/login', search: location.href === '/' ? {} : { back: location.href } });
      throw failure;
    }
  },
});

const floor = createRoute({ getParentRoute: () => frame, path: '/', component: FloorPage });

const machine = createRoute({
  getParentRoute: () => frame,
  path: '/machines/$assetId',
  component: lazyRouteComponent(async () => ({
    default: (await import('./screens/see/machine-page.tsx')).MachinePage,
  })),
});

const whole = (value: unknown) => (Number.isFinite(Number(value)) ? Math.round(Number(value)) : undefined);

const explore = createRoute({
  getParentRoute: () => frame,
  path: '/explore',
  validateSearch: (search: Record<string, unknown>): { items?: string; span?: number; to?: number } => {
    const span = search.span === undefined ? undefined : whole(search.span);
    const to = search.to === undefined ? undefined : whole(search.to);
    return {
      ...(typeof search.items === 'string' ? { items: search.items } : {}),
      ...(span === undefined ? {} : { span }),
      ...(to === undefined ? {} : { to }),
    };
  },
  component: lazyRouteComponent(async () => ({
    default: (await import('./screens/see/explore/explore-page.tsx')).ExplorePage,
  })),
});

const collect = {
  connections: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/connections-page.tsx')).ConnectionsPage,
  })),
  add: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/add-connection-page.tsx')).AddConnectionPage,
  })),
  connection: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/connection-page.tsx')).ConnectionPage,
  })),
  devices: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/devices-page.tsx')).DevicesPage,
  })),
  found: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/found-page.tsx')).FoundPage,
  })),
  invite: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/invite-page.tsx')).InvitePage,
  })),
  items: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/items-page.tsx')).ItemsPage,
  })),
  filters: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/filters-page.tsx')).FiltersPage,
  })),
  filter: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/filter-page.tsx')).FilterPage,
  })),
  unreadable: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/unreadable-page.tsx')).UnreadablePage,
  })),
  files: lazyRouteComponent(async () => ({
    default: (await import('./screens/collect/files-page.tsx')).FilesPage,
  })),
};

const collectRoutes = [
  createRoute({ getParentRoute: () => frame, path: '/collect', component: collect.connections }),
  createRoute({ getParentRoute: () => frame, path: '/collect/add', component: collect.add }),
  createRoute({
    getParentRoute: () => frame,
    path: '/collect/connections/$id',
    component: collect.connection,
  }),
  createRoute({ getParentRoute: () => frame, path: '/collect/devices', component: collect.devices }),
  createRoute({ getParentRoute: () => frame, path: '/collect/found', component: collect.found }),
  createRoute({ getParentRoute: () => frame, path: '/collect/invite', component: collect.invite }),
  createRoute({ getParentRoute: () => frame, path: '/collect/items', component: collect.items }),
  createRoute({ getParentRoute: () => frame, path: '/collect/filters', component: collect.filters }),
  createRoute({ getParentRoute: () => frame, path: '/collect/filters/$id', component: collect.filter }),
  createRoute({ getParentRoute: () => frame, path: '/collect/unreadable', component: collect.unreadable }),
  createRoute({ getParentRoute: () => frame, path: '/collect/files', component: collect.files }),
] as const;

const siteRoutes = [
  createRoute({
    getParentRoute: () => frame,
    path: '/site',
    component: lazyRouteComponent(async () => ({
      default: (await import('./screens/site/installation-page.tsx')).InstallationPage,
    })),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/site/people',
    component: lazyRouteComponent(async () => ({
      default: (await import('./screens/site/people-page.tsx')).PeoplePage,
    })),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/site/tokens',
    component: lazyRouteComponent(async () => ({
      default: (await import('./screens/site/tokens-page.tsx')).TokensPage,
    })),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/site/audit',
    component: lazyRouteComponent(async () => ({
      default: (await import('./screens/site/audit-page.tsx')).AuditPage,
    })),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/site/backups',
    component: lazyRouteComponent(async () => ({
      default: (await import('./screens/site/backups-page.tsx')).BackupsPage,
    })),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '/site/me',
    component: lazyRouteComponent(async () => ({
      default: (await import('./screens/site/me-page.tsx')).MePage,
    })),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    login,
    enrol,
    frame.addChildren([floor, machine, explore, ...collectRoutes, ...siteRoutes]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
