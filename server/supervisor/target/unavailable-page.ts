import { escapeHtml } from '#domain/escape-html.ts'

/** The page that browsers show while no replica of a Service is ready; it reloads by itself. */
export function serviceUnavailablePage(title: string, reason: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3">
<title>${escapeHtml(title)} is not ready</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 15vh auto 0; max-width: 36rem; padding: 0 1.5rem; }
  h1 { font-size: 1.4rem; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)} is not ready</h1>
<p>${escapeHtml(reason)}</p>
<p>This page looks again every three seconds.</p>
</main>
</body>
</html>
`
}
