import { Waypoints } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useCommands } from '../commands/use-commands.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import { codeMessages } from './code-messages.ts'
import type { CodeAssist } from './assist.ts'
import { CodeView } from './code-view.tsx'
import type { LineMark } from './code-props.ts'
import { type Trail, TrailSteps } from '../text/trail.tsx'
import { trailAt } from '../text/trail-at.ts'
import './traced-code.css'

export interface TracedCodeProps {
  readonly label: string
  readonly text: string
  /** Ascending by line; `trailAt` finds the one for lines in between. */
  readonly trails: readonly Trail[]
  /** The line whose trail is shown first. */
  readonly line?: number
  readonly lineMarks?: readonly LineMark[] | undefined
}

/** A read-only text whose lines say where they come from: by hover, click, Enter or command. */
export function TracedCode({ label, text, trails, line: first, lineMarks }: TracedCodeProps) {
  const t = useMessages(codeMessages)
  const [line, setLine] = useState(first)
  const highlight = useMemo(() => (first === undefined ? undefined : { from: first, to: first }), [first])
  const panel = useRef<HTMLElement>(null)
  const trail = line === undefined ? undefined : trailAt(trails, text, line)
  function focusPanel(): void {
    // Focus the first link, or the panel itself if there is none.
    const first = panel.current?.querySelector<HTMLElement>('a[href]')
    ;(first ?? panel.current)?.focus()
  }
  const commands = useMemo(
    () => [{ id: 'code.trail', title: t('whereFrom'), group: t('group'), inFields: true, run: focusPanel }],
    [t],
  )
  useCommands(commands)
  const assist: CodeAssist = {
    hover(source, offset) {
      const at = source.slice(0, offset).split('\n').length
      const found = trailAt(trails, source, at)
      if (found === undefined) return undefined
      const from = source.lastIndexOf('\n', offset - 1) + 1
      const end = source.indexOf('\n', offset)
      const steps = found.steps.map(
        (step) =>
          `${step.isBelow === true ? '  ' : ''}- ${step.kind}: **${plain(step.title)}**${step.detail === undefined ? '' : ` ${plain(step.detail)}`}`,
      )
      return {
        from,
        to: end < 0 ? source.length : end,
        markdown: [`\`${found.title}\``, '', ...steps, '', `_${t('clickLine')}_`].join('\n'),
      }
    },
    ask: {
      title: t('whereFrom'),
      run(at) {
        setLine(at)
        requestAnimationFrame(focusPanel)
      },
    },
  }
  return (
    <div className="lw-traced">
      <div className="lw-traced-code">
        <CodeView
          label={label}
          text={text}
          readOnly
          assist={assist}
          highlight={highlight}
          lineMarks={lineMarks}
          onCursor={(at) => {
            setLine(at)
            // In a low pane the answer is below the fold.
            requestAnimationFrame(() => panel.current?.scrollIntoView({ block: 'nearest' }))
          }}
        />
      </div>
      <section ref={panel} className="lw-trail" tabIndex={-1} aria-label={t('whereFrom')}>
        <p className="lw-trail-head">
          <Waypoints size={14} aria-hidden />
          <span className="lw-grow lw-ellipsis">
            {trail === undefined ? t('whereFrom') : <code>{trail.title}</code>}
          </span>
          {trail === undefined ? null : <span className="lw-muted">{t('lineNumber', { line: trail.line })}</span>}
        </p>
        {trail === undefined ? (
          <p className="lw-muted">{trails.length === 0 ? t('noTrails') : t('chooseLine')}</p>
        ) : (
          <TrailSteps trail={trail} />
        )}
      </section>
    </div>
  )
}

/** Escapes characters that Markdown would interpret. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&')
}
