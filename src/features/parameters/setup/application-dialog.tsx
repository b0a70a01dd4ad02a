import { useState } from 'react'
import { documentId } from '#domain/documents.ts'
import type { Application } from '#domain/project.ts'
import { reservedApplicationNames } from '#domain/resource-references.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { isGoodName, NameFields, nameOf } from './name-fields.tsx'
import { RepositoryDialog } from './repository-dialog.tsx'
import { ResourceDialog } from './resource-dialog.tsx'
import { saveResource } from './resource-edits.ts'

interface ApplicationDialogProps {
  readonly application?: Application | undefined
  readonly onClose: () => void
  readonly onCreated?: (name: string) => void
}

const fresh = '+'

/** An application and the repository of its QVS Config, which can be made on the way (value-stream 1.5). */
export function ApplicationDialog({ application, onClose, onCreated }: ApplicationDialogProps) {
  const t = useMessages(parametersMessages)
  const { world, editor, apply } = useValues()
  const [names, setNames] = useState({
    displayName: application?.displayName ?? '',
    name: application?.name ?? '',
    description: application?.description ?? '',
  })
  const [repository, setRepository] = useState(application?.qvsConfigRepository)
  const [path, setPath] = useState(application?.qvsConfigPath ?? '.valuestream/qvs.yaml')
  const [makesRepository, setMakesRepository] = useState(false)
  const name = application?.name ?? nameOf(names)
  const taken = [...world.applications.map((one) => one.name), ...reservedApplicationNames]
  const fault =
    application === undefined && !isGoodName(name, taken)
      ? t('nameNeeded')
      : names.displayName.trim() === ''
        ? t('displayNameNeeded')
        : repository === undefined
          ? t('repositoryNeeded')
          : undefined

  function save(): boolean {
    const fields = {
      name,
      displayName: names.displayName.trim(),
      description: names.description.trim(),
      qvsConfigRepository: repository ?? '',
      qvsConfigPath: path.trim() === '' ? '.valuestream/qvs.yaml' : path.trim(),
    }
    const done = apply(
      t('stepSave', { name }),
      saveResource(editor.store.getState(), documentId('application', name), fields),
    )
    if (done) onCreated?.(name)
    return done
  }

  return (
    <>
      <ResourceDialog
        title={application === undefined ? t('newApplication') : t('editApplication', { name })}
        id={application === undefined ? undefined : documentId('application', name)}
        fault={fault}
        onSave={save}
        onClose={onClose}
      >
        <NameFields names={names} onChange={setNames} taken={taken} isKnown={application !== undefined} />
        <Select
          label={t('qvsConfigRepository')}
          choices={[
            ...world.repositories.map((one) => ({ id: one.name, title: one.name })),
            { id: fresh, title: t('createRepository') },
          ]}
          value={repository}
          onChange={(id) => (id === fresh ? setMakesRepository(true) : setRepository(id))}
          isRequired
        />
        <TextField label={t('qvsConfigPath')} value={path} onChange={setPath} mono />
      </ResourceDialog>
      {makesRepository ? (
        <RepositoryDialog onClose={() => setMakesRepository(false)} onCreated={setRepository} />
      ) : null}
    </>
  )
}
