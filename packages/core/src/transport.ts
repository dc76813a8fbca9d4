/** One HTTP request as core wants it sent. Every SecPaid endpoint is a POST with a JSON body (getPayInTransactions). */
export interface HttpRequest {
  readonly method: 'POST';
  readonly url: string;
  /** Holds the API token: never log it, never follow a redirect with it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back, untouched: `body` is the text as received, header names are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * The one function an adapter supplies: sends the request and gives the response whatever its status, does not
 * follow redirects, does not retry, and rejects only where no response came (the network's fault).
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;
