/** P01, the move-in of V0B, and the acceptance it opens: a scenario begun. */
export const opening = (given = "", kind = "delegate"): string => `scenario: move-in-with-papers
of: move-in
given:
  staff: { wang: front-desk-receptionist, fei: repair-worker }
  parties: { sun: owner, qian: delegate }
${given}rows:
  - at: 2026-03-02 09:00
    who: wang
    opens: move-in
    with: { applicant: qian, owner: sun, unit: 3-201, applicant-kind: ${kind} }
`

/** From the papers to the acceptance: everything the desk does until the file is closed. */
export const untilTheFile = `  - at: 2026-03-02 09:20
    who: wang
    does: register
    with: { residents: 3, agreements: [agreement-17.pdf], signed: qian }
  - { at: 2026-03-02 09:30, who: wang, does: issue, with: { keys: 4, resident-handbook: yes, water-electric-drawing: yes, confirmed: qian } }
  - { at: 2026-03-02 09:40, who: wang, does: collect-fee, with: { paid: 1200 CNY, voucher: R-88 } }
  - at: 2026-03-02 14:00
    who: fei
    in: acceptance
    does: inspect
    with:
      items:
        walls: pass
        floors: { result: fail, comment: 客厅空鼓, photo: floor-1.jpg }
        doors-and-windows: pass
        water-and-drains: pass
        electricity-and-lamps: not-applicable
      water-base: 12
      electricity-base: 30
      gas-base: 4
      bases-confirmed: sun
      accepted: yes
      owner-signature: sun
  - { at: 2026-03-02 14:30, who: wang, does: offer-custody, with: { wanted: no } }
`
