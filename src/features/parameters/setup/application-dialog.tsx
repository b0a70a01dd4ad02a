import { useState } from 'react'
import { z } from 'zod'
import { inOrder } from '#client/change-set/editor.ts'
import { inOrder as inLaneOrder } from '#client/environments.ts'
import { documentId } from '#domain/documents.ts'
import type { Application } from '#domain/project.ts'
import { reservedApplicationNames } from '#domain/resource-references.ts'
import { useTyped } from '#parts/use-typed.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { isGoodName, NameFields, nameOf, namesSchema } from './name-fields.tsx'
import { RepositoryDialog } from './repository-dialog.tsx'
import { ResourceDialog } from './resource-dialog.tsx'
import { saveResource } from './resource-edits.ts'
import { ResourceSelect } from './resource-select.tsx'
import './setup-fields.css'

interface ApplicationDialogProps {
  readonly application?: Application | undefined
  readonly onClose: () => void
  readonly onCreated?: (name: string) => void
}

const usualPath = '.valuestream/qvs.yaml'

/**
 * Creates or edits an application with the repository of its QVS Config, which can be created on the way. A new one is
 * deployed to every environment by default.
 */
export function ApplicationDialog({ application, onClose, onCreated }: ApplicationDialogProps) {
  const t = useMessages(parametersMessages)
  const { world, editor, apply } = useValues()
  const form = `application/${application?.name ?? ''}`
  const [names, setNames] = useTyped(`${form} names`, namesSchema, {
    displayName: application?.displayName ?? '',
    name: application?.name ?? '',
    description: application?.description ?? '',
  })
  const [repository, setRepository] = useTyped(
    `${form} repository`,
    z.string().optional(),
    () =>
      application?.qvsConfigRepository ?? (world.repositories.length === 1 ? world.repositories[0]?.name : undefined),
  )
  const [typedPath, setPath] = useTyped(`${form} path`, z.string().optional(), application?.qvsConfigPath)
  const [makesRepository, setMakesRepository] = useState(false)
  // When created from the form of a Deployment, only that one is wanted.
  const environments =
    application === undefined && onCreated === undefined ? inLaneOrder(world.environments).map(({ name }) => name) : []
  const [leftOut, setLeft] = useTyped<readonly string[]>(`${form} left`, z.array(z.string()), [])
  const name = application?.name ?? nameOf(names)
  const path = typedPath ?? pathIn(world.applications, repository, name)
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
      qvsConfigPath: path.trim() === '' ? usualPath : path.trim(),
    }
    const state = editor.store.getState()
    const deployments = environments
      .filter((environment) => !leftOut.includes(environment))
      .map((environment) =>
        saveResource(state, documentId('deployment', name, environment), {
          application: name,
          name: environment,
          environment,
          displayName: `${name} · ${environment}`,
        }),
      )
    const done = apply(
      t('stepSave', { name }),
      inOrder(saveResource(state, documentId('application', name), fields), ...deployments),
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
        <ResourceSelect
          label={t('qvsConfigRepository')}
          resources={world.repositories}
          value={repository}
          onChange={setRepository}
          createLabel={t('createRepository')}
          onCreate={() => setMakesRepository(true)}
        />
        <TextField label={t('qvsConfigPath')} value={path} onChange={setPath} mono />
        {environments.length === 0 ? null : (
          <fieldset className="lw-values-fieldset">
            <legend>{t('deployedTo')}</legend>
            <div className="lw-values-pairs">
              {environments.map((one) => (
                <Checkbox
                  key={one}
                  isSelected={!leftOut.includes(one)}
                  onChange={(isOn) => setLeft(isOn ? leftOut.filter((other) => other !== one) : [...leftOut, one])}
                >
                  {one}
                </Checkbox>
              ))}
            </div>
          </fieldset>
        )}
      </ResourceDialog>
      {makesRepository ? (
        <RepositoryDialog proposed={name} onClose={() => setMakesRepository(false)} onCreated={setRepository} />
      ) : null}
    </>
  )
}

/** The usual path of the QVS Config, or one of its own if another application uses that. */
function pathIn(applications: readonly Application[], repository: string | undefined, name: string): string {
  const isTaken = applications.some(
    ({ qvsConfigRepository, qvsConfigPath }) => qvsConfigRepository === repository && qvsConfigPath === usualPath,
  )
  return isTaken && name !== '' ? `.valuestream/${name}.yaml` : usualPath
}
