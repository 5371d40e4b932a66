/** Words so common that they say nothing of an article, folded. The pieces that an apostrophe
 *  leaves (don, isn) are among them. */
const ENGLISH = `i me my myself us we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself
they them their theirs themselves what which who whom this that these those am is are was were be been being have has had having do does did
doing a an the and but if or because as until while of at by for with about against between into through during before after above below to
from up down in out on off over under again further then once here there when where why how all any both each few more most other some such
no nor not only own same so than too very s t can will just don should now ain aren couldn didn doesn hadn hasn haven isn ll mustn needn
re shan shouldn ve wasn weren won wouldn`;

const FRENCH = `a ai aient ainsi alors apres as au aucun aucune aussi autre autres aux avait avant avec avez avoir avons c car ce ceci cela celle celles
celui ces cet cette ceux chaque comme comment d dans de des depuis donc dont du elle elles en encore entre es est et etaient etait ete etes
etre eu eux fait faire fut ici il ils j je l la le les leur leurs lui m ma mais me meme memes mes moi mon n ne ni nos notre nous on ont ou par
pas pendant peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si soit son sont sous
suis sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y`;

const GERMAN = `aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei bin bis bist da damit
dann das dass dein deine dem den denn der des dessen dich die dies diese dieselbe dieselben diesem diesen dieser dieses dir doch dort du durch
ein eine einem einen einer eines einig einige einigen einmal er es etwas euch euer eure fur gegen gewesen hab habe haben hat hatte hatten hier
hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist jede jedem jeden jeder jedes jene jenem jenen jener jenes
jetzt kann kein keine keinem keinen keiner konnen konnte machen man manche mein meine mich mir mit muss musste nach nicht nichts noch nun nur
ob oder ohne sehr sein seine seinem seinen seiner seines selbst sich sie sind so solche soll sollte sondern sonst uber um und uns unser unter
viel vom von vor wahrend war waren warst was weg weil weiter welche welchem welchen welcher welches wenn werde werden wie wieder will wir wird
wirst wo wollen wollte wurde wurden zu zum zur zwar zwischen`;

const SPANISH = `a al algo algunas algunos ante antes aqui asi aun aunque cada casi como con contra cual cuales cuando cuanto de del desde donde dos durante
e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estaban estado estan estar estas este esto estos fue fueron ha
habia habian han hasta hay la las le les lo los mas me mi mientras mis mucho muchos muy nada ni no nos nosotros nuestra nuestro o os otra
otras otro otros para pero poco por porque pues que quien quienes se segun sea ser si sido siempre sin sino sobre solo son su sus tambien
tan tanto te tendra tenia tiene tienen toda todas todo todos tras tu tus un una unas uno unos usted ustedes y ya yo`;

/** The stop words of each language that has some, by the primary subtag. */
export const STOP_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({ en: ENGLISH, fr: FRENCH, de: GERMAN, es: SPANISH }).map(([lang, words]) => [
    lang,
    new Set(words.split(/\s+/)),
  ]),
);
