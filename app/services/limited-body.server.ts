/** Forms that carry files are held in memory while they are read: never more of them than agreed. */

/**
 * Reads the form of a request.
 *
 * @returns undefined when its body is larger than `maximum` bytes; the rest is read and dropped, so
 *   that the browser gets to see the answer
 */
export async function readLimitedForm(request: Request, maximum: number): Promise<FormData | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  if (request.body) {
    const reader = request.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.length;
      if (size > maximum) chunks.length = 0;
      else chunks.push(part.value as Uint8Array<ArrayBuffer>);
    }
  }
  if (size > maximum) return undefined;
  return new Response(new Blob(chunks), { headers: request.headers }).formData();
}
