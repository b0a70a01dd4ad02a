import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { moduleRevisionsOptions } from '#client/queries/modules.ts'
import { compareModule, type ModuleComparison, type StageEffect } from '#contract/modules.ts'
import type { AdapterDifference } from '#domain/adapters/catalog/compare-adapters.ts'
import type { ProjectModule } from '#domain/adapters/modules/project-module.ts'
import { FoldedDiff } from '#parts/change-set/folded-diff.tsx'
import { ProtectedNote } from '#parts/change-set/protected-note.tsx'
import { reviewMessages } from '#parts/change-set/review-messages.ts'
import { useHandOver } from '#parts/change-set/use-hand-over.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { shortDigest } from '#ui/text/values.tsx'
import { moduleMessages } from './module-messages.ts'
import { ReadingProgress } from './reading-progress.tsx'
import { useModuleLook } from './use-module-look.ts'

interface UpgradeProps {
  readonly project: string
  readonly module: ProjectModule
  /** The revision to look at first; by default the current one. */
  readonly to: string | undefined
  readonly onClose: () => void
}

/** Compares another version of a module, adapter by adapter and stage by stage, before publishing it. */
export function UpgradeDialog({ project, module, to, onClose }: UpgradeProps) {
  const t = useMessages(moduleMessages)
  const review = useMessages(reviewMessages)
  const { client } = usePlatform()
  const revisions = useQuery(moduleRevisionsOptions(client, project, module))
  const [revision, setRevision] = useState(to ?? module.revision)
  const { look, preview, reset } = useModuleLook(project)
  const compare = useMutation({
    // Reading the other version first shows progress; the comparison then finds it in the server's cache.
    async mutationFn() {
      const { source, credential } = module
      // Only admins may look up versions with a credential.
      if (credential === undefined) await look.mutateAsync({ source, revision })
      return client.ask(compareModule, { params: { project }, body: { name: module.name, revision } })
    },
  })
  const handOver = useHandOver(project, compare.data?.parts ?? [])
  const upgrade = useMutation({
    async mutationFn() {
      const isPublished = await handOver.send(t('upgradeMessage', { name: module.name, revision }))
      if (!isPublished) return
      showToast({ text: t('upgraded', { name: module.name, revision }) })
      onClose()
    },
  })
  const comparison = compare.data
  const listed = revisions.data?.revisions.find(({ name }) => name === module.revision)
  const movedTo = listed?.kind === 'tag' && listed.commit !== module.commit ? listed.commit : undefined
  const isSame =
    comparison !== undefined &&
    comparison.from.commit === comparison.to.commit &&
    comparison.from.revision === comparison.to.revision
  function choose(next: string): void {
    setRevision(next)
    compare.reset()
    reset()
  }
  return (
    <Dialog
      title={t('upgradeTitle', { name: module.name })}
      isOpen
      onClose={onClose}
      size="wide"
      cancels
      actions={
        <Button
          kind="primary"
          isDisabled={comparison === undefined || isSame}
          isPending={upgrade.isPending}
          onPress={() => upgrade.mutate()}
        >
          {handOver.waitsFor.length > 0 ? review('propose') : t('publish')}
        </Button>
      }
    >
      <p className="lw-muted">{t('now', { revision: module.revision, commit: shortDigest(module.commit) })}</p>
      {movedTo === undefined ? null : (
        <p role="status">{t('movedSince', { revision: module.revision, commit: shortDigest(movedTo) })}</p>
      )}
      <div className="lw-module-form">
        <Select
          label={t('choose')}
          value={revisions.data?.revisions.some(({ name }) => name === revision) === true ? revision : undefined}
          onChange={choose}
          choices={(revisions.data?.revisions ?? []).map(({ name, commit }) => ({
            id: name,
            title: `${name} · ${shortDigest(commit)}`,
          }))}
        />
        <TextField label={t('revision')} help={t('revisionHelp')} value={revision} onChange={choose} mono />
        <Button isDisabled={revision.trim() === ''} isPending={compare.isPending} onPress={() => compare.mutate()}>
          {t('compare')}
        </Button>
      </div>
      <ProtectedNote names={handOver.waitsFor} />
      {[revisions, compare, upgrade].map((query, index) =>
        query.isError ? <ProblemPanel key={index} problem={problemOf(query.error)} /> : null,
      )}
      {look.isPending ? (
        <ReadingProgress preview={preview} />
      ) : compare.isPending ? (
        <p className="lw-muted" role="status">
          {t('compiling')}
        </p>
      ) : null}
      {comparison === undefined ? null : isSame ? <p>{t('sameCommit')}</p> : <WhatChanges comparison={comparison} />}
    </Dialog>
  )
}

/** The effects of another version on stages, adapters and files. */
function WhatChanges({ comparison }: { readonly comparison: ModuleComparison }) {
  const t = useMessages(moduleMessages)
  const same = comparison.looked - comparison.failing - comparison.effects.length
  return (
    <div className="lw-stack lw-adapter-side" aria-live="polite">
      <section>
        <h3>{t('effects')}</h3>
        {comparison.looked === 0 ? <p className="lw-muted">{t('nobody')}</p> : null}
        {comparison.failing > 0 ? <p className="lw-error">{t('failing', { count: comparison.failing })}</p> : null}
        {comparison.effects.map((effect) => (
          <Effect key={`${effect.line} ${effect.stage}`} effect={effect} />
        ))}
        {same > 0 ? <p className="lw-muted">{t('sameEffects', { count: same })}</p> : null}
      </section>
      <section>
        <h3>{t('adapterChanges')}</h3>
        {comparison.adapters.length === 0 ? <p className="lw-muted">{t('noAdapterChanges')}</p> : null}
        {comparison.adapters.map((adapter) => (
          <AdapterChanges key={adapter.pattern} difference={adapter} />
        ))}
      </section>
      {comparison.files.length + comparison.moreFiles === 0 ? null : (
        <section>
          <h3>{t('fileChanges')}</h3>
          {comparison.files.map((file) => (
            <FoldedDiff key={file.path} {...file} />
          ))}
          {comparison.moreFiles > 0 ? (
            <p className="lw-muted">{t('moreFiles', { count: comparison.moreFiles })}</p>
          ) : null}
        </section>
      )}
    </div>
  )
}

function AdapterChanges({ difference }: { readonly difference: AdapterDifference }) {
  const t = useMessages(moduleMessages)
  return (
    <details className="lw-module-change" open>
      <summary>
        <strong>{difference.name}</strong> <Badge>{t(changeWords[difference.change])}</Badge>
      </summary>
      <ul>
        {difference.changes.map((change) => (
          <li key={`${change.part} ${change.name}`} className="lw-row">
            <span className="lw-muted">{t(change.part)}</span>
            <code>{change.name}</code>
            <span>{t(changeWords[change.change])}</span>
            {change.before === undefined ? null : <del className="lw-mono">{change.before}</del>}
            {change.after === undefined ? null : <ins className="lw-mono">{change.after}</ins>}
            {change.isBreaking ? <Badge tone="amber">{t('breaking')}</Badge> : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

const changeWords = { added: 'added', removed: 'removedPart', changed: 'changed' } as const

function Effect({ effect }: { readonly effect: StageEffect }) {
  const t = useMessages(moduleMessages)
  const words = useFindingWords()
  const title = t('stageOf', { stage: effect.stage, line: effect.line })
  const isBroken = effect.findings.length > 0
  return (
    <details className="lw-module-change" open={isBroken}>
      <summary>
        <strong>{title}</strong> <span className="lw-muted">{effect.application}</span>{' '}
        {isBroken ? (
          <Badge tone="red">{t('broken')}</Badge>
        ) : (
          <Badge>{t('changedManifests', { count: effect.manifests.length })}</Badge>
        )}
      </summary>
      {effect.findings.map((finding, index) => (
        <p key={index} className="lw-error">
          {words.said(finding)}
        </p>
      ))}
      {effect.manifests.map((manifest) => (
        <div key={manifest.path}>
          <h4 className="lw-mono">{manifest.path}</h4>
          <DiffView
            label={`${title}: ${manifest.path}`}
            before={manifest.before}
            after={manifest.after}
            beforeTitle={t('before')}
            afterTitle={t('after')}
            sideBySide={false}
          />
        </div>
      ))}
    </details>
  )
}
