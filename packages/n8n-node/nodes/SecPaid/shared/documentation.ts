/** Where a person reads how to make the credential. */
export const CONNECT_DOCUMENTATION =
  'https://github.com/secpaid/secpaid-connectors/blob/main/docs/n8n.md#connect-your-account';
