import { lazy, Suspense } from 'react'
import { ErrorBoundary } from '../error-boundary.tsx'
import type { CodeViewProps } from './code-props.ts'
import { PlainCode } from './plain-code.tsx'

const CodeEditor = lazy(async () => {
  await idle()
  await import('./monaco.ts')
  return { default: (await import('./code-editor.tsx')).CodeEditor }
})

// To evaluate the editor's core takes a tenth of a second and cannot be cut, so it waits until the page has nothing else to do.
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve)
  })
}

/** Text in Monaco; until the editor has come, the plain text stands in its place and can be read. */
export function CodeView(props: CodeViewProps) {
  return (
    <ErrorBoundary>
      <Suspense fallback={<PlainCode label={props.label} text={props.text} />}>
        <CodeEditor {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
