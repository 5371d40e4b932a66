/** An English word in the form under which all its spellings and irregular forms are one: `geese`
 *  as `goose`, `colour` as `color`, `organised` as `organized`. Every other word as it is. Before
 *  stemming: Porter's rules know regular endings alone. O(length).
 *  @param word  in lower case */
export function usualEnglish(word: string): string {
  return IRREGULAR.get(word) ?? withoutMen(spelling(withoutEs(word)));
}

/** What else an English word may be a plural of, that is a form of another word as well: `leaves`
 *  as `leaf`. */
export function otherEnglish(word: string): readonly string[] {
  return OTHERS.get(word) ?? NONE;
}

function pairs(text: string): readonly (readonly [string, string])[] {
  return text.split(/\s+/).map((pair) => {
    const [from = "", to = ""] = pair.split(":");
    return [from, to];
  });
}

const NONE: readonly string[] = [];
const OTHERS: ReadonlyMap<string, readonly string[]> = new Map(
  pairs("leaves:leaf lives:life axes:axis bases:basis ellipses:ellipsis").map(
    ([plural, singular]) => [plural, [singular]],
  ),
);

/** Plurals that no rule gives. Those that are forms of another word too, such as leaves, are
 *  among OTHERS. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  pairs(
    `men:man women:woman children:child feet:foot teeth:tooth geese:goose mice:mouse lice:louse
    oxen:ox wolves:wolf knives:knife wives:wife halves:half shelves:shelf
    thieves:thief loaves:loaf calves:calf elves:elf scarves:scarf hooves:hoof dwarves:dwarf
    wharves:wharf sheaves:sheaf quizzes:quiz whizzes:whiz gasses:gas
    housewives:housewife midwives:midwife penknives:penknife werewolves:werewolf
    grandchildren:grandchild schoolchildren:schoolchild stepchildren:stepchild godchildren:godchild
    dormice:dormouse titmice:titmouse eyeteeth:eyetooth forefeet:forefoot
    analyses:analysis crises:crisis theses:thesis hypotheses:hypothesis diagnoses:diagnosis
    parentheses:parenthesis syntheses:synthesis oases:oasis prognoses:prognosis neuroses:neurosis
    criteria:criterion phenomena:phenomenon bacteria:bacterium curricula:curriculum
    memoranda:memorandum millennia:millennium referenda:referendum strata:stratum
    cacti:cactus fungi:fungus nuclei:nucleus stimuli:stimulus syllabi:syllabus alumni:alumnus
    larvae:larva vertebrae:vertebra algae:alga antennae:antenna formulae:formula
    appendices:appendix indices:index matrices:matrix vertices:vertex vortices:vortex
    bureaux:bureau plateaux:plateau chateaux:chateau tableaux:tableau`.trim(),
  ),
);

/** Words in -s that take -es: Porter's rules find no common stem of `bus` and `buses`. */
const IN_S = new Set(
  `bus minibus virus coronavirus campus bonus status chorus circus census focus genius octopus walrus
  surplus sinus minus lotus citrus cactus crocus consensus prospectus caucus apparatus hiatus terminus
  gas atlas alias bias canvas christmas lens iris pelvis rhinoceros`.split(/\s+/),
);

function withoutEs(word: string): string {
  return word.endsWith("ses") && IN_S.has(word.slice(0, -2)) ? word.slice(0, -2) : word;
}

/** Matches `fishermen`, `policewomen`. */
const COMPOUND_MEN = /^[a-z]{3,}(?:wom|m)en$/;
const NOT_MEN = new Set(
  "specimen regimen abdomen acumen bitumen ramen semen stamen albumen foramen yemen hymen rumen lumen cyclamen examen dolmen tegmen duramen cerumen catechumen turkmen omen amen women".split(
    " ",
  ),
);

function withoutMen(word: string): string {
  return COMPOUND_MEN.test(word) && !NOT_MEN.has(word) ? `${word.slice(0, -2)}an` : word;
}

/** Words that British writers spell -our- and Americans -or-: `colours`, `neighbourhood`; refuses
 *  `hour`, `tour`, `source`. */
const OUR = new RegExp(
  "^(?:un|dis|mis)?(?:arb|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|" +
    "neighb|od|parl|ranc|rig|rum|savi|sav|splend|tum|val|vap|vig)our" +
    "(?:s|ed|ing|ite|ites|able|ably|hood|hoods|ful|fully|less|er|ers|ist|ists|al|ly|y|ies)?$",
);
/** Words that British writers spell -re and Americans -er: `centres`, `kilometre`; refuses
 *  `here`. */
const RE =
  /^(?:centi|kilo|milli|amphi)?(?:cent|met|lit|theat|fib|calib|meag|sab|somb|spect|scept)re(?:s|d)?$/;
/** Verbs in -ise, and what is made of them. */
const ISE = /^([a-z]{3,})(is)(e|es|ed|ing|er|ers|able|ably|ation|ations|ational)$/;
/** What stands before -ise in words that nobody spells -ize: advise, promise, clockwise. */
const NOT_IZE = new Set(
  `adv advert appr appra ar chast circumc compr comprom conc dem desp dev disgu enterpr exc exerc
  expert franch enfranch disfranch improv inc merchand parad prec prem prom rev superv surm surpr
  telev treat turquo torto porpo mayonna pract mala repr upra lia marqu chem val bru cru pra cho
  no po ra ar r w v gu an`.split(/\s+/),
);

function spelling(word: string): string {
  if (OUR.test(word)) return word.replace("our", "or");
  if (RE.test(word)) return word.replace(/red$/, "ered").replace(/re(s?)$/, "er$1");
  return SPELLINGS.get(word) ?? withZ(word);
}

function withZ(word: string): string {
  const match = ISE.exec(word);
  if (!match) return word;
  const [, stem = "", , ending = ""] = match;
  return NOT_IZE.has(stem) || stem.endsWith("w") ? word : `${stem}iz${ending}`;
}

/** Spellings that no rule gives. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  pairs(
    `centring:centering practise:practice practises:practices practised:practiced
    practising:practicing dialled:dialed dialling:dialing duelled:dueled duelling:dueling
    diarrhoea:diarrhea oesophagus:esophagus haemoglobin:hemoglobin haemophilia:hemophilia
    oedema:edema yoghurt:yogurt yoghurts:yogurts doughnut:donut doughnuts:donuts
    speciality:specialty specialities:specialties axe:ax gynaecology:gynecology
    caesarean:cesarean defence:defense defences:defenses offence:offense offences:offenses licence:license
    licences:licenses pretence:pretense grey:gray greys:grays greyish:grayish
    programme:program programmes:programs catalogue:catalog catalogues:catalogs
    dialogue:dialog dialogues:dialogs analogue:analog analogues:analogs
    analyse:analyze analysed:analyzed analysing:analyzing analyser:analyzer
    paralyse:paralyze paralysed:paralyzed paralysing:paralyzing
    catalyse:catalyze catalysed:catalyzed travelled:traveled travelling:traveling
    traveller:traveler travellers:travelers cancelled:canceled cancelling:canceling
    cancellation:cancelation labelled:labeled labelling:labeling modelled:modeled
    modelling:modeling signalled:signaled signalling:signaling fuelled:fueled fuelling:fueling
    levelled:leveled levelling:leveling quarrelled:quarreled rivalled:rivaled
    counsellor:counselor counsellors:counselors jeweller:jeweler jewellery:jewelry
    marvellous:marvelous woollen:woolen enrol:enroll enrols:enrolls enrolment:enrollment
    fulfil:fulfill fulfils:fulfills fulfilment:fulfillment instalment:installment
    instalments:installments skilful:skillful skilfully:skillfully wilful:willful
    aluminium:aluminum plough:plow ploughs:plows ploughed:plowed ploughing:plowing
    cheque:check cheques:checks pyjamas:pajamas mould:mold moulds:molds mouldy:moldy
    moustache:mustache moustaches:mustaches sceptic:skeptic sceptics:skeptics
    sceptical:skeptical scepticism:skepticism storey:story storeys:stories
    manoeuvre:maneuver manoeuvres:maneuvers paediatric:pediatric paediatrics:pediatrics
    anaemia:anemia anaesthetic:anesthetic archaeology:archeology encyclopaedia:encyclopedia
    foetus:fetus foetal:fetal haemorrhage:hemorrhage leukaemia:leukemia
    oestrogen:estrogen orthopaedic:orthopedic mediaeval:medieval judgement:judgment
    judgements:judgments acknowledgement:acknowledgment ageing:aging artefact:artifact
    artefacts:artifacts cosy:cozy draught:draft draughts:drafts gaol:jail kerb:curb
    kerbs:curbs liquorice:licorice omelette:omelet sulphur:sulfur sulphate:sulfate
    tyre:tire tyres:tires whisky:whiskey airplane:aeroplane airplanes:aeroplanes
    kilogramme:kilogram kilogrammes:kilograms`.trim(),
  ),
);
