import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { InlineMarkdown, Markdown } from '../text/markdown.tsx'
import type { RowHandlers } from './row-handlers.ts'
import { helpText, isPlain, withoutMarks } from './help-text.ts'

/** The first paragraph of a field's documentation, with code, emphasis and links. */
export function FirstParagraph({ doc }: { readonly doc: string }): ReactNode {
  const { first } = helpText(doc)
  return isPlain(first) ? first : <InlineMarkdown text={first} meanwhile={withoutMarks(first)} />
}

interface RestProps {
  readonly t: RowHandlers['t']
  /** The name of the field. */
  readonly name: string
  readonly doc: string
}

/** The rest of a field's documentation, on demand; nothing if there is none. */
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
