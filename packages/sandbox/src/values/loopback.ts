/** Whether a URL points at this machine by a name that nobody else can give it. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
