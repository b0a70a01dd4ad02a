import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { InlineMarkdown, Markdown } from '../text/markdown.tsx'
import type { RowHandlers } from './row-handlers.ts'
import { helpText, isPlain, withoutMarks } from './help-text.ts'

/** The first paragraph of what is said about a field, with its code, stress and links. */
export function FirstParagraph({ doc }: { readonly doc: string }): ReactNode {
  const { first } = helpText(doc)
  return isPlain(first) ? first : <InlineMarkdown text={first} meanwhile={withoutMarks(first)} />
}

interface RestProps {
  readonly t: RowHandlers['t']
  /** What the text is about. */
  readonly name: string
  readonly doc: string
}

/** The rest of what is said about a field, for whoever asks; nothing where there is none, as with most. */
export function RestOfHelp({ doc, ...about }: RestProps): ReactNode {
  const { rest } = helpText(doc)
  return rest === '' ? null : <FoldedText {...about} text={rest} />
}

function FoldedText({ t, name, text }: Omit<RestProps, 'doc'> & { readonly text: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="lw-form-more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={t('moreAbout', { name })}>
        <ChevronRight size={14} aria-hidden />
        {t('more')}
      </summary>
      {isOpen ? <Markdown text={text} /> : null}
    </details>
  )
}
