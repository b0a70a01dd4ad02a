import { useMessages } from '#ui/i18n/use-messages.tsx'
import { openFile, saveFile } from '#ui/save-file.ts'
import { showToast } from '#ui/overlays/toast.tsx'
import { logMessages } from '../messages.ts'
import type { LogSource } from '../reading/log-source.ts'
import type { LogState } from '../reading/use-log.ts'
import type { ChosenLines } from './log-rows.tsx'
import type { DownloadForm } from './log-toolbar.tsx'
import type { LogSelection } from './use-log-selection.ts'

/** Copying more lines is better done by downloading. */
const mostCopied = 200_000
/** Lines that the worker is asked for at once: between two pieces it answers whoever scrolls or searches. */
const piece = 50_000

export interface LogTexts {
  /** Copies the selection, or else everything. */
  readonly copy: () => Promise<void>
  readonly copyLink: () => Promise<void>
  readonly copyLines: (lines: ChosenLines) => Promise<void>
  /** Opens lines as plain text in a new tab; without arguments, all of them. */
  readonly open: (lines?: ChosenLines) => Promise<void>
  readonly download: (form: DownloadForm) => Promise<void>
}

/** The ways to take text out of a log: copy, download, open in a tab. */
export function useLogTexts(whole: LogState, selection: LogSelection, source: LogSource, fileName: string): LogTexts {
  const t = useMessages(logMessages)
  const all = (): ChosenLines => ({ from: 0, to: whole.lineCount - 1 })
  async function textOf({ from, to }: ChosenLines): Promise<string> {
    return (await whole.client?.text(from, to - from + 1)) ?? ''
  }
  async function copyText(text: string): Promise<void> {
    await navigator.clipboard.writeText(text)
    showToast({ text: t('copied') })
  }
  return {
    async copy() {
      const { from, to } = selection.range() ?? { from: { line: 0 }, to: { line: whole.lineCount - 1 } }
      if (!whole.isWhole && to.line - from.line > mostCopied) return showToast({ text: t('tooLarge') })
      await copyText((await selection.text()) ?? (await textOf(all())))
    },
    copyLink: () => copyText(location.href),
    copyLines: async (lines) => copyText(await textOf(lines)),
    async open(lines = all()) {
      openFile(new Blob([await textOf(lines)], { type: 'text/plain;charset=utf-8' }))
    },
    async download(form) {
      if (form === 'raw') return source.download('raw')
      if (!whole.isWhole) return source.download('plain')
      const { client, lineCount } = whole
      if (lineCount > mostCopied) showToast({ text: t('puttingTogether') })
      const texts: string[] = []
      for (let from = 0; from < lineCount; from += piece)
        texts.push((await client?.text(from, Math.min(piece, lineCount - from), form)) ?? '', '\n')
      saveFile(`${fileName}.log`, new Blob(texts, { type: 'text/plain' }))
    },
  }
}
