/** Returns the headers to save a response under a file name, which may contain any letters. */
export function attachment(name: string, type: string): Record<string, string> {
  const plain = name.replace(/[^\w.-]/g, '_')
  const coded = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${coded}`,
    'cache-control': 'no-store',
  }
}
