import { Hono, type MiddlewareHandler } from 'hono';
import { objectOf } from '../wire/api-call.ts';
import { controlActions } from './control-actions.ts';
import { dashboardOf } from '../dashboard/dashboard.ts';
import { readDashboardQuery } from '../dashboard/dashboard-query.ts';
import { shownEndpoint } from './endpoint-controls.ts';
import { shownDeviations } from './deviation-controls.ts';
import { InputError } from '../values/input-error.ts';
import { linksOf } from './link-controls.ts';
import { isLoopback } from '../values/loopback.ts';
import type { Service } from '../api/service.ts';
import { wallClock } from '../values/wall-clock.ts';

/** The control API: what a person or a test does to the account, and to the line to it. */
export function controlApi(service: Service): Hono {
  const control = new Hono();
  control.use(onlyThisMachine);
  control.onError((error, c) => {
    if (error instanceof InputError) return c.json({ error: error.message }, 400);
    throw error;
  });
  control.get('/entries', (c) =>
    c.json({ now: wallClock(service.account.now()), entries: service.account.rows() }),
  );
  control.get('/dashboard', (c) => {
    const { account } = service;
    const books = {
      entries: account.rows(),
      payouts: account.payouts.rows(),
      answered: account.answered(),
    };
    return c.json(dashboardOf(books, wallClock(account.now()), readDashboardQuery(c.req.query())));
  });
  control.get('/links', (c) => c.json(linksOf(service)));
  control.get('/payouts', (c) => c.json({ payouts: service.account.payouts.rows() }));
  control.get('/invoices', (c) => c.json({ invoices: service.account.invoices.rows() }));
  control.get('/payment-endpoint', (c) => c.json(shownEndpoint(service.notifier)));
  control.get('/deliveries', async (c) => {
    const { deliveries } = service.notifier;
    if (c.req.query('wait') !== 'false') await deliveries.settled();
    return c.json({ deliveries: deliveries.all() });
  });
  control.get('/requests', (c) => c.json({ requests: service.requests.all() }));
  control.get('/faults', (c) => c.json({ waiting: service.faults.size }));
  control.get('/deviations', (c) => c.json(shownDeviations(service)));
  control.get('/accounts', (c) => c.json(service.accounts.place));
  // For the page, which a person copies it from; the token of a sandbox opens nothing else.
  control.get('/token', (c) => c.json({ token: service.token }));
  for (const [name, action] of Object.entries(controlActions)) {
    control.post(`/${name}`, async (c) => {
      const text = await c.req.text();
      return c.json(action(service, text === '' ? {} : objectOf(text)));
    });
  }
  // Not notFound(): a mounted application's own is never asked.
  control.all('/*', (c) =>
    c.json(
      {
        error: `no such control: expected GET entries, dashboard, links, payouts, invoices, payment-endpoint, deliveries, requests, faults, deviations, accounts or token, or POST ${names}`,
      },
      404,
    ),
  );
  return control;
}

const names = Object.keys(controlActions).join(', ');

/**
 * Refuses requests that a web page elsewhere could make a browser send here: under a separate name that
 * it lets point to this machine (the Host header shows it), or across origins (the Origin header does).
 */
const onlyThisMachine: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  if (!isLoopback(`http://${c.req.header('host') ?? ''}`) || (origin !== undefined && !isLoopback(origin))) {
    return c.json({ error: 'the control API answers only to this machine, as localhost or 127.0.0.1' }, 403);
  }
  await next();
  return undefined;
};
