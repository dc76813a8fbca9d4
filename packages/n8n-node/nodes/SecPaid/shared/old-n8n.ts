import * as workflow from 'n8n-workflow';

/** What the package takes from n8n while it runs. Without one of them a class here would be built of `undefined`. */
const NEEDED = ['NodeApiError', 'NodeConnectionTypes', 'NodeOperationError', 'UserError', 'sleep'] as const;

const missing = NEEDED.filter((name) => !(name in workflow));
if (missing.length > 0) {
  // No class of n8n's: it may be the one that is missing. n8n would turn a TypeError into "Class could not be found".
  throw new Error(
    `n8n-nodes-secpaid needs n8n 1.123 or newer. This n8n lacks ${missing.join(', ')}. Update n8n, then restart it.`,
  );
}
