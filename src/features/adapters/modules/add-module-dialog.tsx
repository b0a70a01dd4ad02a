import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { modulesOptions } from '#client/queries/modules.ts'
import { secretsOptions } from '#client/queries/secrets.ts'
import { worldOptions } from '#client/queries/world.ts'
import { publishChangeSet } from '#contract/documents.ts'
import { repositoryUrl } from '#domain/adapters/modules/module-address.ts'
import { moduleSlug, type ModuleSource, type ProjectModule } from '#domain/adapters/modules/project-module.ts'
import { documentId, resourceText } from '#domain/documents.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { moduleMessages } from './module-messages.ts'
import { ModulePreview } from './module-preview.tsx'
import { ReadingProgress } from './reading-progress.tsx'
import { useModuleLook } from './use-module-look.ts'

const elsewhere = '*'

/** Asks for a module and previews its adapters before adding it. */
export function AddModuleDialog({ project, onClose }: { readonly project: string; readonly onClose: () => void }) {
  const t = useMessages(moduleMessages)
  const rights = useRights(project)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const world = useQuery(worldOptions(client, project))
  const hosted = (world.data?.world.repositories ?? []).filter(({ kind }) => kind === 'hosted')
  const [place, setPlace] = useTyped('new module place', z.string(), elsewhere)
  const [url, setUrl] = useTyped('new module url', z.string(), '')
  const [directory, setDirectory] = useTyped('new module directory', z.string(), '')
  const [revision, setRevision] = useTyped('new module revision', z.string(), 'main')
  const [credential, setCredential] = useState<ProjectModule['credential']>()
  const isElsewhere = place === elsewhere
  const source: ModuleSource = isElsewhere
    ? { kind: 'git', url: repositoryUrl(url), directory: directory.trim() }
    : { kind: 'hosted', repository: place, directory: directory.trim() }
  const { look, preview, reset } = useModuleLook(project)
  const modules = useQuery(modulesOptions(client, project))
  const takenBefore = modules.data?.modules.find(({ name }) => name === preview?.path)
  const take = useMutation({
    async mutationFn({ path, commit }: { readonly path: string; readonly commit: string }) {
      const entry: ProjectModule = {
        name: path,
        source,
        revision: revision.trim(),
        commit,
        ...(credential === undefined ? {} : { credential }),
      }
      const part = { id: documentId('module', moduleSlug(path)), text: resourceText(entry) }
      const message = t('takeMessage', { name: path, revision: entry.revision })
      await client.ask(publishChangeSet, { params: { project }, body: { message, parts: [part] } })
      await cache.invalidateQueries({ queryKey: [project, 'documents'] })
      await cache.invalidateQueries({ queryKey: [project, 'world'] })
      showToast({ text: t('taken', { name: path }) })
    },
    onSuccess: onClose,
  })
  // Not while the preview still grows: the button would move away under the pointer.
  const canTake = !look.isPending && preview !== undefined && preview.patterns.length > 0 && takenBefore === undefined
  const isReady = revision.trim() !== '' && (!isElsewhere || url.trim() !== '')
  function change(set: () => void): void {
    set()
    reset()
  }
  function handleSubmit(event: FormEvent): void {
    event.preventDefault()
    if (isReady) look.mutate({ source, revision: revision.trim(), ...(credential === undefined ? {} : { credential }) })
  }
  return (
    <Dialog
      title={t('addTitle')}
      isOpen
      onClose={onClose}
      size="wide"
      cancels
      actions={
        <Button
          kind="primary"
          isDisabled={!canTake}
          isPending={take.isPending}
          onPress={() => (preview === undefined ? undefined : take.mutate(preview))}
        >
          {t('take')}
        </Button>
      }
    >
      <form className="lw-module-form" onSubmit={handleSubmit}>
        <Select
          label={t('where')}
          value={place}
          onChange={(next) => change(() => setPlace(next))}
          choices={[
            { id: elsewhere, title: t('elsewhere') },
            ...hosted.map(({ name }) => ({ id: name, title: t('hosted', { name }) })),
          ]}
        />
        {isElsewhere ? (
          <TextField
            label={t('url')}
            help={t('urlHelp')}
            value={url}
            onChange={(next) => change(() => setUrl(next))}
            mono
            isRequired
          />
        ) : null}
        <TextField
          label={t('revision')}
          help={t('revisionHelp')}
          value={revision}
          onChange={(next) => change(() => setRevision(next))}
          mono
          isRequired
        />
        <TextField
          label={t('directory')}
          help={t('directoryHelp')}
          value={directory}
          onChange={(next) => change(() => setDirectory(next))}
          mono
        />
        {isElsewhere && rights.may('project.admin') ? (
          <CredentialSelect
            project={project}
            value={credential}
            onChange={(next) => change(() => setCredential(next))}
          />
        ) : null}
        <Button type="submit" isDisabled={!isReady} isPending={look.isPending}>
          {t('preview')}
        </Button>
      </form>
      {look.isError ? <ProblemPanel problem={problemOf(look.error)} /> : null}
      {take.isError ? <ProblemPanel problem={problemOf(take.error)} /> : null}
      {look.isPending ? <ReadingProgress preview={preview} /> : null}
      {takenBefore === undefined ? null : (
        <p role="status">{t('takenBefore', { name: takenBefore.name, revision: takenBefore.revision })}</p>
      )}
      {preview === undefined ? null : <ModulePreview project={project} {...preview} />}
    </Dialog>
  )
}

interface CredentialProps {
  readonly project: string
  readonly value: ProjectModule['credential']
  readonly onChange: (value: ProjectModule['credential']) => void
}

/** Chooses a token or SSH key by secret reference. */
function CredentialSelect({ project, value, onChange }: CredentialProps) {
  const t = useMessages(moduleMessages)
  const { client } = usePlatform()
  const secrets = useQuery(secretsOptions(client, project))
  const options = (secrets.data?.secrets ?? []).flatMap(({ environment, key }) =>
    (['token', 'ssh-key'] as const).map((kind) => ({ kind, environment, key })),
  )
  const idOf = (one: ProjectModule['credential']): string =>
    one === undefined ? elsewhere : `${one.kind} ${one.environment} ${one.key}`
  return (
    <Select
      label={t('credential')}
      help={t('credentialHelp')}
      value={idOf(value)}
      onChange={(id) => onChange(options.find((one) => idOf(one) === id))}
      choices={[
        { id: elsewhere, title: t('noCredential') },
        ...options.map((one) => ({
          id: idOf(one),
          title: t(one.kind === 'token' ? 'credentialToken' : 'credentialKey', {
            environment: one.environment,
            key: one.key,
          }),
        })),
      ]}
    />
  )
}
