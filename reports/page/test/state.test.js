import assert from "node:assert/strict";
import { test } from "vitest";
import { fromHash, standard, toHash } from "../src/state.js";

test("a view goes into the address and comes back", () => {
  const first = standard();
  const state = { ...standard(), x: "epochs", logy: false, baseline: "a&b", cells: /** @type {const} */ ("rank"), filter: "ü =", targets: 40, hidden: new Set(["b, c?", "a#1"]) };
  const hash = toHash(state, "e1p2", first);
  assert.match(hash, /^#e1p2\?/);
  const back = fromHash(hash, first);
  assert.deepEqual(back, { state, place: "e1p2" });
});

test("no baseline is another choice than that of the suites", () => {
  for (const baseline of ["sgd", null]) {
    const first = { ...standard(), baseline };
    assert.equal(toHash({ ...first }, "", first), "");
    const none = { ...first, baseline: "" };
    assert.deepEqual(fromHash(toHash(none, "e1", first), first), { state: none, place: "e1" });
  }
});

test("what is as at first is not in the address", () => {
  assert.equal(toHash(standard(), "", standard()), "");
  assert.equal(toHash(standard(), "e2", standard()), "#e2");
});

test("an address that says what cannot be changes nothing", () => {
  const first = standard();
  assert.deepEqual(fromHash("#e1?x=parsecs&targets=900&bands=&cells=prison&nonsense=1", first), { state: { ...first, bands: false }, place: "e1" });
  assert.deepEqual(fromHash("", first), { state: first, place: "" });
});
