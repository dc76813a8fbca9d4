import type { CredentialReference, WorkflowNode } from '../src/workflows/types.ts';

/** What the nodes sign in with. */
export interface Credentials {
  readonly secPaid: CredentialReference;
  readonly smtp: CredentialReference;
}

/** What a node says of its credential: never what is in it. */
export const reference = ({ id, name }: CredentialReference): CredentialReference => ({ id, name });

/** What a person starts. */
export const start: WorkflowNode = {
  id: 'start',
  name: 'Start',
  type: 'n8n-nodes-base.manualTrigger',
  typeVersion: 1,
  position: [-220, 0],
  parameters: {},
};

/** The SecPaid node. */
export const secPaidNode = (
  name: string,
  parameters: Record<string, unknown>,
  { secPaid }: Credentials,
): WorkflowNode => ({
  id: name,
  name,
  type: 'n8n-nodes-secpaid.secPaid',
  typeVersion: 1,
  position: [0, 0],
  parameters,
  credentials: { secPaidApi: reference(secPaid) },
});

/** Sends each item as it is, unless told what, under a subject by which its workflow is known. */
export const mail = (
  subject: string,
  { smtp }: Credentials,
  text = '={{ JSON.stringify($json) }}',
): WorkflowNode => ({
  id: 'mail',
  name: 'Mail',
  type: 'n8n-nodes-base.emailSend',
  typeVersion: 2.1,
  position: [440, 0],
  parameters: {
    fromEmail: 'payments@example.com',
    toEmail: 'merchant@example.com',
    subject,
    emailFormat: 'text',
    text,
    options: { appendAttribution: false },
  },
  credentials: { smtp: reference(smtp) },
});
