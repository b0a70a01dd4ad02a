import { useMutation, useQuery } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { documentId } from '#domain/documents.ts'
import { idFrom } from '#domain/ids.ts'
import { beginLine } from '#client/change-set/begin-draft.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemError, problemOf } from '#client/problems.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import type { Problem } from '#domain/problem.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { lineMessages } from './line-messages.ts'
import { LineNameField } from './line-name-field.tsx'
import { projectMessages } from './messages.ts'
import { textOfFile } from './text-of-file.ts'
import { useImportReader } from './use-import-reader.ts'

export interface ImportLineDialogProps {
  readonly project: string
  readonly taken: readonly string[]
  readonly onClose: () => void
}

// Characters. Browsers take seconds to lay out a larger text in a field, and nobody would edit it there.
const mostShown = 200_000

const nothingKnown = { applications: [], deployments: [], environments: [] }

/** Imports a line from YAML, pasted or from a file. */
export function ImportLineDialog({ project, taken, onClose }: ImportLineDialogProps) {
  const t = useMessages({ ...projectMessages, ...lineMessages })
  const wrongWords = useWrongWords()
  const { client } = usePlatform()
  const person = usePerson()
  const navigate = useNavigate()
  const outline = useQuery(outlineOptions(client, project))
  const form = useRef<HTMLFormElement>(null)
  const [isAsked, setAsked] = useState(false)
  const [text, setText] = useTyped('imported text', z.string(), '')
  const [which, setWhich] = useState({ text, index: 0 })
  const [typed, setTyped] = useTyped('imported line', z.string().optional(), undefined)
  const [unreadLine, setUnreadLine] = useState<number>()
  const known = outline.data ?? nothingKnown
  const { read, isReading, make } = useImportReader({
    text,
    known,
    revision: t('revisionInput'),
    // The choice among several lines is only valid for the text that it was made for.
    which: which.text === text ? which.index : 0,
  })
  const given = typed ?? (read?.ok === true ? read.value.name : undefined) ?? ''
  const name = idFrom(given)
  const isTaken = name !== undefined && taken.includes(name)
  const reason =
    unreadLine !== undefined
      ? t('importNotText', { line: unreadLine })
      : read === undefined
        ? t(isReading ? 'importReading' : 'importNothing')
        : read.ok
          ? ''
          : wrongWords(read.error)
  const begin = useMutation({
    async mutationFn(line: string) {
      const made = await make(line)
      if (!made.ok) throw problemError(made.error)
      const { line: own, documents } = made.value
      await beginLine(client, { project, person }, line, { ...documents, [documentId('line', line)]: own })
    },
    onSuccess: (_, line) => navigate(pathTo('line', { project, line })),
  })
  function submit(): void {
    if ((isReading || read?.ok === true) && name !== undefined && !isTaken) return begin.mutate(name)
    setAsked(true)
    // While a text is being read it does not count as wrong.
    const isTextWrong = text.trim() === '' || read?.ok === false
    form.current?.querySelector<HTMLElement>(isTextWrong ? 'textarea' : 'input:not([type=file])')?.focus()
  }
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('importTitle')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" type="submit" form="lw-import" isPending={begin.isPending}>
          {t('openBoard')}
        </Button>
      }
    >
      <p className="lw-muted">{t('importText')}</p>
      <form
        ref={form}
        id="lw-import"
        className="lw-stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ImportedText
          text={text}
          onChange={(next) => {
            setText(next)
            setUnreadLine(undefined)
          }}
          onUnread={(line) => {
            setText('')
            setUnreadLine(line)
          }}
        />
        <p className="lw-muted" role="status">
          {read?.ok === true
            ? [
                t(read.value.kind === 'line' ? 'importsLine' : 'importsPipelines', { count: read.value.stages }),
                ...read.value.missing.slice(0, 1).map(({ message }) => t('importMissing', { reason: message })),
                ...(read.value.others === 0 ? [] : [t('importLeavesOut', { count: read.value.others })]),
                ...(read.value.notTaken.length === 0
                  ? []
                  : [t('importNotTaken', { names: read.value.notTaken.join(t('importNames')) })]),
              ].join(' ')
            : reason}
        </p>
        {read?.ok === true && read.value.lines.length > 1 ? (
          <Select
            label={t('importWhich')}
            value={String(which.text === text ? which.index : 0)}
            choices={read.value.lines.map((title, index) => ({ id: String(index), title }))}
            onChange={(index) => {
              setWhich({ text, index: Number(index) })
              setTyped(undefined)
            }}
          />
        ) : null}
        <LineNameField
          typed={given}
          onType={setTyped}
          name={name}
          isTaken={isTaken}
          isMissing={isAsked && name === undefined}
        />
      </form>
      {begin.isError ? <ProblemPanel problem={problemOf(begin.error)} /> : null}
    </Dialog>
  )
}

/** What is wrong with a text in one paragraph: place, problem, fix. */
function useWrongWords(): (problem: Problem) => string {
  const t = useMessages(lineMessages)
  const words = useFindingWords()
  return ({ message, fix, place, findings: [finding] = [] }) => {
    const line = place?.line
    return [
      line === undefined ? undefined : t('importAt', { line, column: place?.column ?? 1 }),
      finding === undefined ? message : words.said(finding),
      finding === undefined ? fix : words.fix(finding),
    ]
      .filter((part) => part !== undefined)
      .join(t('importBetween'))
  }
}

interface ImportedTextProps {
  readonly text: string
  readonly onChange: (text: string) => void
  /** Called with the line at which a file turns out not to be UTF-8. */
  readonly onUnread: (line: number) => void
}

/** The imported text; if it is too large for a field, only its size. */
function ImportedText({ text, onChange, onUnread }: ImportedTextProps) {
  const t = useMessages(lineMessages)
  const file = useRef<HTMLInputElement>(null)
  return (
    <>
      <div>
        <input
          ref={file}
          type="file"
          accept=".yaml,.yml,application/yaml"
          aria-label={t('chooseFile')}
          hidden
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            if (chosen !== undefined)
              void textOfFile(chosen).then((read) => (read.ok ? onChange(read.value) : onUnread(read.error.line)))
            event.target.value = ''
          }}
        />
        <Button icon={<FileUp size={16} aria-hidden />} onPress={() => file.current?.click()}>
          {t('chooseFile')}
        </Button>
      </div>
      {text.length > mostShown ? (
        <div className="lw-row">
          <p className="lw-grow">{t('importLarge', { count: text.length })}</p>
          <Button onPress={() => onChange('')}>{t('importOther')}</Button>
        </div>
      ) : (
        <div
          onPasteCapture={(event) => {
            const pasted = event.clipboardData.getData('text/plain')
            if (pasted.length <= mostShown) return
            event.preventDefault()
            event.stopPropagation()
            onChange(pasted)
          }}
        >
          <TextField label={t('importYaml')} value={text} onChange={onChange} rows={12} mono autoFocus />
        </div>
      )}
    </>
  )
}
