import { type ReactNode, Suspense } from 'react'
import type { MarkdownProps } from './markdown-text.tsx'
import { lazyPart } from '../lazy-part.ts'

// What reads Markdown comes with the first text that has some.
const MarkdownText = lazyPart(async () => (await import('./markdown-text.tsx')).MarkdownText)
const MarkdownLine = lazyPart(async () => (await import('./markdown-text.tsx')).MarkdownLine)

/** A text in Markdown, as its blocks. */
export function Markdown(props: MarkdownProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <MarkdownText {...props} />
    </Suspense>
  )
}

/** One paragraph of Markdown without blocks; its words alone stand there meanwhile. */
export function InlineMarkdown({ text, meanwhile }: { readonly text: string; readonly meanwhile: string }): ReactNode {
  return (
    <Suspense fallback={meanwhile}>
      <MarkdownLine text={text} />
    </Suspense>
  )
}
