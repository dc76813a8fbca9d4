import type { DeviationKind } from './setting.ts';
import { choice, kind, whole } from './setting.ts';

/** Servers that read a request for a list in their own way. */
export const listDeviations = {
  'limit-capped': kind(
    'The limit is silently capped',
    {
      limit: whole('Rows at most', 100, 1, 1000),
      // Rows between a capped page and the next one of the asked limit are on no page.
      pages: choice('Pages counted by', ['the capped limit', 'the asked limit']),
    },
    ({ limit, pages }) => ({
      request: (request) => {
        const capped = Math.min(request.limit, limit);
        const skip = pages === 'the capped limit' ? (request.page - 1) * capped : request.skip;
        return { ...request, limit: capped, skip };
      },
    }),
  ),

  'page-repeated': kind(
    'A page beyond the end repeats another page',
    { page: choice('Which page', ['last', 'first']) },
    ({ page }) => ({ page: (asked, last) => (asked <= last ? asked : page === 'last' ? last : 1) }),
  ),

  'filter-ignored': kind(
    'A filter is ignored',
    { filter: choice('Filter', ['pay_id', 'date', 'since', 'search', 'start_date', 'end_date']) },
    ({ filter }) => ({
      request: (request) => ({ ...request, filters: { ...request.filters, [filter]: undefined } }),
    }),
  ),
} satisfies Record<string, DeviationKind>;
