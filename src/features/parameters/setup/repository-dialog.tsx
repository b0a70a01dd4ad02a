import { z } from 'zod'
import { documentId } from '#domain/documents.ts'
import { idPattern, normalise } from '#domain/ids.ts'
import type { Repository } from '#domain/project.ts'
import { useTyped } from '#parts/use-typed.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { PushTriggers } from './push-triggers.tsx'
import { ResourceDialog } from './resource-dialog.tsx'
import { saveResource } from './resource-edits.ts'

const kinds = ['hosted', 'github', 'gitlab', 'bitbucket', 'backlog'] as const
export const kindWords = { github: 'GitHub', gitlab: 'GitLab', bitbucket: 'Bitbucket', backlog: 'Backlog' } as const

interface RepositoryDialogProps {
  readonly repository?: Repository | undefined
  /** Suggested name for a new one. */
  readonly proposed?: string
  readonly onClose: () => void
  readonly onCreated?: (name: string) => void
}

/** Creates or edits a Git repository: hosted by the platform, or elsewhere by address. */
export function RepositoryDialog({ repository, proposed = '', onClose, onCreated }: RepositoryDialogProps) {
  const t = useMessages(parametersMessages)
  const { project, world, editor, apply } = useValues()
  const form = `repository/${repository?.name ?? ''}`
  const [kind, setKind] = useTyped<Repository['kind']>(`${form} kind`, z.enum(kinds), repository?.kind ?? 'hosted')
  const [protocol, setProtocol] = useTyped(
    `${form} protocol`,
    z.enum(['https', 'ssh']),
    repository?.gitCloneProtocol ?? 'https',
  )
  const [visibility, setVisibility] = useTyped(
    `${form} visibility`,
    z.enum(['private', 'public']),
    repository?.visibility ?? 'private',
  )
  const [url, setUrl] = useTyped(
    `${form} url`,
    z.string(),
    repository?.kind === 'hosted' ? '' : (repository?.gitCloneUrl ?? ''),
  )
  const [typed, setTyped] = useTyped(`${form} name`, z.string(), repository?.name ?? '')
  const [description, setDescription] = useTyped(`${form} description`, z.string(), repository?.description ?? '')
  // Backlog and Bitbucket are cloned over SSH only.
  const isSshOnly = kind === 'backlog' || kind === 'bitbucket'
  const shownProtocol = isSshOnly ? 'ssh' : protocol
  const name = typed === '' ? nameOfUrl(url) || proposed : normalise(typed)
  const taken = world.repositories.some((one) => one.name === name && one !== repository)
  const isAddress = shownProtocol === 'ssh' ? /^(ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(url) : /^https?:\/\/\S+/.test(url)
  const urlFault = kind === 'hosted' || url === '' || isAddress ? undefined : t('urlForm', { protocol: shownProtocol })
  const fault =
    !idPattern.test(name) || taken
      ? t('nameNeeded')
      : kind !== 'hosted' && (url === '' || urlFault !== undefined)
        ? t('urlNeeded')
        : undefined

  function save(): boolean {
    const fields = {
      name,
      kind,
      gitCloneProtocol: kind === 'hosted' ? 'https' : shownProtocol,
      visibility,
      gitCloneUrl: kind === 'hosted' ? `/git/${project}/${name}.git` : url.trim(),
      description: description.trim(),
    }
    const done = apply(
      t('stepSave', { name }),
      saveResource(editor.store.getState(), documentId('repository', name), fields),
    )
    if (done) onCreated?.(name)
    return done
  }

  return (
    <ResourceDialog
      title={repository === undefined ? t('newRepository') : t('editRepository', { name })}
      id={repository === undefined ? undefined : documentId('repository', repository.name)}
      fault={fault}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        value={typed === '' ? name : typed}
        onChange={setTyped}
        error={taken ? t('nameTaken') : name === '' || idPattern.test(name) ? undefined : t('nameForm')}
        help={repository === undefined ? t('nameHelp') : t('nameStays')}
        isDisabled={repository !== undefined}
        isRequired
        autoFocus={repository === undefined}
        mono
      />
      <Select
        label={t('repositoryKind')}
        choices={kinds.map((id) => ({ id, title: id === 'hosted' ? t('hosted') : kindWords[id] }))}
        value={kind}
        onChange={(id) => setKind(kinds.find((one) => one === id) ?? 'hosted')}
        isDisabled={repository !== undefined}
        help={kind === 'hosted' ? t('hostedHelp') : undefined}
      />
      {kind === 'hosted' ? null : (
        <>
          <Select
            label={t('gitCloneProtocol')}
            choices={[
              { id: 'https', title: 'HTTPS' },
              { id: 'ssh', title: 'SSH' },
            ]}
            value={shownProtocol}
            onChange={(id) => setProtocol(id === 'ssh' ? 'ssh' : 'https')}
            isDisabled={isSshOnly}
            help={isSshOnly ? t('sshOnly', { kind: kindWords[kind] }) : undefined}
          />
          <TextField label={t('gitCloneUrl')} value={url} onChange={setUrl} error={urlFault} isRequired mono />
        </>
      )}
      <Select
        label={t('visibility')}
        choices={[
          { id: 'private', title: t('private') },
          { id: 'public', title: t('public') },
        ]}
        value={visibility}
        onChange={(id) => setVisibility(id === 'public' ? 'public' : 'private')}
      />
      <TextField label={t('description')} value={description} onChange={setDescription} />
      {repository === undefined ? null : <PushTriggers repository={repository.name} />}
    </ResourceDialog>
  )
}

/** The last part of an address, as a name. */
function nameOfUrl(url: string): string {
  const last = /([^/:]+?)(?:\.git)?\/?$/.exec(url.trim())?.[1] ?? ''
  return last
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
