import type { Sandbox } from '@secpaid/sandbox';
import { valueAt } from '../src/system/shape.ts';

const linkAskedFor = ({ body }: Sandbox['requests'][number]): unknown => valueAt(body, 'pay_id');

/** How often the entries of one link were asked for, as the instant trigger does. */
export const lookUps = ({ requests }: Sandbox, payId: string): number =>
  requests.filter((request) => String(linkAskedFor(request)) === payId).length;

/** How often a list was asked for and no link named, as polls do. */
export const listings = ({ requests }: Sandbox): number =>
  requests.filter((request) => linkAskedFor(request) === undefined).length;
