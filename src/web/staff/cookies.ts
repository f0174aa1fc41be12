/** An answer of ours with the cookies of an answer of the library's. */
export function withCookies(from: Response, to: Response): Response {
  const headers = new Headers(to.headers)
  for (const cookie of from.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  return new Response(to.body, { status: to.status, headers })
}
