import { describe, expect, it } from 'vitest'
import { moduleUsers } from './module-users.ts'

describe('who uses a module', () => {
  it('is every application that names it or an adapter of it, not one whose module only begins the same', () => {
    const configs = [
      { id: 'qvs-config/shop', text: 'modules: [{name: house.example/adapters, revision: main}]\n' },
      { id: 'qvs-config/api', text: 'designPatterns: [{pattern: "house.example/adapters/note"}]\n' },
      { id: 'qvs-config/web', text: 'designPatterns: [{pattern: "house.example/adapters:note"}]\n' },
      { id: 'qvs-config/other', text: 'designPatterns: [{pattern: "house.example/adapters2/note"}]\n' },
      { id: 'qvs-config/broken', text: '[' },
    ]
    expect(moduleUsers('house.example/adapters', configs)).toEqual(['shop', 'api', 'web'])
  })
})
