import type { IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

/** What this process calls a trigger by: its name may change, and two workflows may hold a node of the same id. */
export const keyOf = (context: IPollFunctions | IWebhookFunctions): string =>
  `${context.getWorkflow().id}/${context.getNode().id}`;
