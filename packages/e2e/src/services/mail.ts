/** A mail as it arrived. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
  /** The mail's HTML part; undefined if it has none. */
  html: string | undefined;
  attachments: { name: string; content: Buffer }[];
  receivedAt: Date;
}
