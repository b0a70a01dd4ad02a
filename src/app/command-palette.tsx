import { type RefObject, startTransition, useEffect, useMemo, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import { Search } from 'lucide-react'
import { useNavigate } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { recentRunsOptions } from '#client/queries/run-lists.ts'
import { worldOptions } from '#client/queries/world.ts'
import { parseDocumentId } from '#domain/documents.ts'
import { MenuItem, MenuSection } from '#ui/overlays/menu.tsx'
import { englishByJapanese } from '#ui/i18n/messages.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { usePreferences } from '#ui/use-preferences.ts'
import { useOfferedCommands } from '#ui/commands/use-commands.ts'
import { focusPage, keepFocus } from './focus-page.ts'
import { lateMessages } from './late-messages.ts'
import { closeOverlay } from './overlays.ts'
import { closestFirst, containsAll } from './palette-search.ts'
import './command-palette.css'

interface Entry {
  readonly id: string
  readonly title: string
  readonly words: string
  readonly keys?: string
  readonly run: () => void
}

interface PaletteProps {
  readonly project: string | undefined
  /** What was typed before the palette had loaded. */
  readonly typed: RefObject<string>
}

/** Every command on offer and every thing of the project, found by a few letters. */
export function CommandPalette({ project, typed }: PaletteProps) {
  const t = useMessages(lateMessages)
  const [searched, setSearched] = useState('')
  const [isWhole, setWhole] = useState(false)
  useEffect(() => startTransition(() => setWhole(true)), [])
  const all = useEntries(project)
  const groups = closestFirst(isWhole || searched !== '' ? all : beginningOf(all), searched)
  const field = useRef<HTMLInputElement>(null)
  // Inserts the text after mounting and as an input event, which highlights the first match. Keys may have come in between render and mount.
  useEffect(() => {
    const text = typed.current
    typed.current = ''
    if (text === '') return
    field.current?.focus()
    // Browsers send `beforeinput` for keys only, and it highlights the first match.
    field.current?.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertText', data: text, bubbles: true }))
    document.execCommand('insertText', false, text)
  }, [typed])
  const entries = groups.flatMap((group) => group.entries)
  function handleAction(id: string): void {
    closeOverlay()
    entries.find((entry) => entry.id === id)?.run()
    keepFocus()
  }
  return (
    <ModalOverlay
      className="lw-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => (open ? undefined : closeOverlay())}
    >
      <Modal className="lw-modal">
        <AriaDialog className="lw-dialog" aria-label={t('palette')}>
          <Autocomplete filter={containsAll} inputValue={searched} onInputChange={setSearched}>
            <TextField className="lw-palette-field" aria-label={t('search')} autoFocus>
              <Search size={16} aria-hidden />
              <Input ref={field} className="lw-palette-input" placeholder={t('search')} />
            </TextField>
            <div className="lw-palette-scroll" role="group" aria-label={t('palette')} tabIndex={0}>
              <AriaMenu
                className="lw-menu lw-palette-list"
                aria-label={t('palette')}
                onAction={(key) => handleAction(String(key))}
                renderEmptyState={() => <p className="lw-palette-empty">{t('noCommand')}</p>}
              >
                {groups.map((group) => (
                  <MenuSection key={group.title} title={group.title}>
                    {group.entries.map((entry) => (
                      <MenuItem
                        key={entry.id}
                        id={entry.id}
                        textValue={`${entry.title} ${entry.words}`}
                        {...(entry.keys === undefined ? {} : { keys: entry.keys })}
                      >
                        {entry.title}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </AriaMenu>
            </div>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The verb of a command by its id, since some titles change with the state ("Undo move"). */
function lastWordOf(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1)
}

interface Group {
  readonly title: string
  readonly entries: readonly Entry[]
}

// More than are visible before anything is typed.
const visible = 20

/** What is rendered first: the palette opens at once, and the rest follows out of sight. */
function beginningOf(groups: readonly Group[]): readonly Group[] {
  let left = visible
  return groups.flatMap(({ title, entries }) => {
    const shown = entries.slice(0, left)
    left -= shown.length
    return shown.length === 0 ? [] : [{ title, entries: shown }]
  })
}

/** Merges groups with the same title, at the place of the first. */
function joined(groups: readonly Group[]): readonly Group[] {
  const titles = [...new Set(groups.map(({ title }) => title))]
  return titles.map((title) => ({
    title,
    entries: groups.filter((group) => group.title === title).flatMap(({ entries }) => entries),
  }))
}

const settingsSections = ['people', 'tokens', 'rules', 'triggers', 'webhooks', 'audit'] as const

/** Places that the rail has no entry for. */
function placesOf(project: string) {
  return [
    ...settingsSections.map((section) => [section, pathTo(section, { project })] as const),
    ['secrets', pathTo('settings', { project })],
    ['resources', pathTo('parameters', { project }, { view: 'resources' })],
    ['modules', pathTo('adapters', { project }, { view: 'modules' })],
  ] as const
}

/** What can be found: commands by their group, then places and things of the project. */
function useEntries(project: string | undefined): readonly Group[] {
  const { language } = usePreferences()
  // Created when the palette opens, since the page's messages are loaded by then.
  const english = useMemo(() => (language === 'en' ? undefined : englishByJapanese()), [language])
  const commands = useCommandGroups(english)
  const things = useProjectGroups(project, english)
  return project === undefined ? commands : joined([...commands, ...things])
}

/** The English words by the Japanese ones; undefined if those are what is shown. */
type English = ReturnType<typeof englishByJapanese> | undefined

function useCommandGroups(english: English): readonly Group[] {
  const commands = useOfferedCommands().filter((command) => command.id !== 'palette' && command.when?.() !== false)
  const titles = [...new Set(commands.map((command) => command.group))]
  return titles.map((title) => ({
    title,
    entries: commands
      .filter((command) => command.group === title)
      .map((command): Entry => {
        const [keys] = command.keys ?? []
        return {
          id: command.id,
          title: command.title,
          words: [command.words, english?.get(command.title), english && lastWordOf(command.id)].join(' '),
          run: command.run,
          ...(keys === undefined ? {} : { keys }),
        }
      }),
  }))
}

/** The places of a project, and its lines, runs and Deployments. */
function useProjectGroups(project: string | undefined, english: English): readonly Group[] {
  const t = useMessages(lateMessages)
  const navigate = useNavigate()
  const { client } = usePlatform()
  const enabled = project !== undefined
  const lines = useQuery({ ...documentsOptions(client, project ?? '', 'line'), enabled })
  const runs = useQuery({ ...recentRunsOptions(client, project ?? ''), enabled })
  const world = useQuery({ ...worldOptions(client, project ?? ''), enabled })
  if (project === undefined) return []
  const go = (to: string) => () => void Promise.resolve(navigate(to)).then(focusPage)
  const placeEntries = placesOf(project).map(([word, to]): Entry => {
    const title = t('goTo', { place: t(word) })
    return { id: `place:${word}`, title, words: `${word} ${english?.get(t(word)) ?? ''}`, run: go(to) }
  })
  const lineEntries = (lines.data?.documents ?? []).map((document): Entry => {
    const line = parseDocumentId(document.id)?.names[0] ?? document.id
    return { id: `line:${line}`, title: line, words: t('lines'), run: go(pathTo('line', { project, line })) }
  })
  const runEntries = (runs.data?.runs ?? []).map((run): Entry => {
    const title = `${run.line} ${String(run.number)}`
    return {
      id: `run:${run.id}`,
      title,
      words: `${t('runs')} ${run.note}`,
      run: go(pathTo('run', { project, run: run.id })),
    }
  })
  const deploymentEntries = (world.data?.world.deployments ?? []).map((deployment): Entry => {
    const { application, name } = deployment
    const to = pathTo('deployment', { project, application, deployment: name })
    return {
      id: `deployment:${application}/${name}`,
      title: `${application} / ${name}`,
      words: t('applications'),
      run: go(to),
    }
  })
  const things = [
    { title: t('groupGo'), entries: placeEntries },
    { title: t('lines'), entries: lineEntries },
    { title: t('runs'), entries: runEntries },
    { title: t('applications'), entries: deploymentEntries },
  ]
  return things.filter((group) => group.entries.length > 0)
}
