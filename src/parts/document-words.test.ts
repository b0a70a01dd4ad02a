import { describe, expect, it } from 'vitest'
import { documentKinds } from '#domain/documents.ts'
import { documentWords } from './document-words.ts'

describe('the words for documents', () => {
  it('say what people call each kind, and no id', () => {
    const told = documentKinds.map((kind) => documentWords('en')(`${kind}/shop`))
    expect(told.join('\n')).not.toContain('/')
    expect(new Set(told).size).toBe(documentKinds.length)
  })

  it.each([
    ['line/shop', 'Line shop', 'ライン shop'],
    ['deployment/shop/staging', 'Deployment shop/staging', 'デプロイ先 shop/staging'],
    ['parameters/shop/staging', 'Values of shop/staging', 'shop/staging の値'],
    ['parameters/project', 'Values of the project', 'プロジェクト全体の値'],
    ['parameters/application/shop', 'Values of application shop', 'アプリ shop の値'],
    ['parameters/environment/staging', 'Values of environment staging', '環境 staging の値'],
    ['k8s/shop.yaml', 'k8s/shop.yaml', 'k8s/shop.yaml'],
  ])('name %s', (id, en, ja) => {
    expect([documentWords('en')(id), documentWords('ja')(id)]).toEqual([en, ja])
  })
})
