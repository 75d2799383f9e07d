// The header lines of contacts that Outlook exports: every column that isn't mentioned is not read.
//
// English, German, French, Italian, and Polish are lines of public exports. Of Spanish, Dutch, and Portuguese, the names
// are public, and their order is that of the others.
import { describe, expect, it } from 'vitest';
import { readHeaderLine } from './read-header-line.ts';

describe('an Outlook export', () => {
  it('in English', () => {
    expect(
      readHeaderLine(
        "First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Location,Language,Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,Primary Phone,Home Phone,Home Phone 2,Mobile Phone,Pager,Home Fax,Home Address,Home Street,Home Street 2,Home Street 3,Home Address PO Box,Home City,Home State,Home Postal Code,Home Country,Spouse,Children,Manager's Name,Assistant's Name,Referred By,Company Main Phone,Business Phone,Business Phone 2,Business Fax,Assistant's Phone,Company,Job Title,Department,Office Location,Organizational ID Number,Profession,Account,Business Address,Business Street,Business Street 2,Business Street 3,Business Address PO Box,Business City,Business State,Business Postal Code,Business Country,Other Phone,Other Fax,Other Address,Other Street,Other Street 2,Other Street 3,Other Address PO Box,Other City,Other State,Other Postal Code,Other Country,Callback,Car Phone,ISDN,Radio Phone,TTY/TDD Phone,Telex,User 1,User 2,User 3,User 4,Keywords,Mileage,Hobby,Billing Information,Directory Server,Sensitivity,Priority,Private,Categories",
      ),
    ).toEqual({
      'First Name': 'first',
      'Middle Name': 'middle',
      'Last Name': 'last',
      // The salutation: its cells say so, and the job title is better where both are filled.
      Title: 'title',
      Notes: 'notes',
      'E-mail Address': 'email',
      'Primary Phone': 'phone~',
      'Mobile Phone': 'mobile',
      'Business Phone': 'phone',
      Company: 'organization',
      'Job Title': 'title',
      Account: 'organization~',
      'Business Address': 'address1~',
      'Business Street': 'address1',
      'Business Street 2': 'address2',
      'Business City': 'city',
      'Business State': 'state',
      'Business Postal Code': 'zip',
    });
  });

  it('in English, on the web', () => {
    expect(
      readHeaderLine(
        "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,Car Phone,Other Phone,Primary Phone,Pager,Business Fax,Home Fax,Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,Department,Company,Office Location,Manager's Name,Assistant's Name,Assistant's Phone,Company Yomi,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,Other City,Other State,Other Postal Code,Other Country/Region,Personal Web Page,Spouse,Schools,Hobby,Location,Web Page,Birthday,Anniversary,Notes",
      ),
    ).toEqual({
      'First Name': 'first',
      'Middle Name': 'middle',
      'Last Name': 'last',
      Title: 'title',
      'E-mail Address': 'email',
      'Business Phone': 'phone',
      'Mobile Phone': 'mobile',
      'Primary Phone': 'phone~',
      'Job Title': 'title',
      Company: 'organization',
      'Business Street': 'address1',
      'Business City': 'city',
      'Business State': 'state',
      'Business Postal Code': 'zip',
      Notes: 'notes',
    });
  });

  it('in German', () => {
    expect(
      readHeaderLine(
        '"Anrede","Vorname","Weitere Vornamen","Nachname","Suffix","Firma","Abteilung","Position","Straße geschäftlich","Straße geschäftlich 2","Straße geschäftlich 3","Ort geschäftlich","Region geschäftlich","Postleitzahl geschäftlich","Land/Region geschäftlich","Straße privat","Straße privat 2","Straße privat 3","Ort privat","Bundesland/Kanton privat","Postleitzahl privat","Land/Region privat","Weitere Straße","Weitere Straße 2","Weitere Straße 3","Weiterer Ort","Weiteres/r Bundesland/Kanton","Weitere Postleitzahl","Weiteres/e Land/Region","Telefon Assistent","Fax geschäftlich","Telefon geschäftlich","Telefon geschäftlich 2","Rückmeldung","Autotelefon","Telefon Firma","Fax privat","Telefon (privat)","Telefon (privat 2)","ISDN","Mobiltelefon","Weiteres Fax","Weiteres Telefon","Pager","Haupttelefon","Mobiltelefon 2","Telefon für Hörbehinderte","Telex","Abrechnungsinformation","Assistent(in)","Benutzer 1","Benutzer 2","Benutzer 3","Benutzer 4","Beruf","Büro","E-Mail-Adresse","E-Mail-Typ","E-Mail: Angezeigter Name","E-Mail 2: Adresse","E-Mail 2: Typ","E-Mail 2: Angezeigter Name","E-Mail 3: Adresse","E-Mail 3: Typ","E-Mail 3: Angezeigter Name","Empfohlen von","Geburtstag","Geschlecht","Hobby","Initialen","Internet Frei/Gebucht","Jahrestag","Kategorien","Kinder","Konto","Name Assistent","Name des/r Vorgesetzten","Notizen","Organisationsnr.","Ort","Partner","Postfach geschäftlich","Postfach privat","Priorität","Privat","Regierungsnr.","Reisekilometer","Sprache","Stichwörter","Vertraulichkeit","Verzeichnisserver","Webseite","Weiteres Postfach"',
      ),
    ).toEqual({
      Vorname: 'first',
      'Weitere Vornamen': 'middle',
      Nachname: 'last',
      Firma: 'organization',
      Position: 'title',
      'Straße geschäftlich': 'address1',
      'Straße geschäftlich 2': 'address2',
      'Ort geschäftlich': 'city',
      'Region geschäftlich': 'state',
      'Postleitzahl geschäftlich': 'zip',
      'Telefon geschäftlich': 'phone',
      'Telefon Firma': 'phone~',
      Mobiltelefon: 'mobile',
      Haupttelefon: 'phone~',
      Beruf: 'title~',
      'E-Mail-Adresse': 'email',
      Notizen: 'notes',
      Ort: 'city~',
    });
  });

  it('in French', () => {
    const line =
      '"Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre ","Rue (bureau)","Rue (bureau) 2","Rue (bureau) 3","Ville (bureau)","Dép/Région (bureau)","Code postal (bureau)","Pays/Région (bureau)","Rue (domicile)","Rue (domicile) 2","Rue (domicile) 3","Ville (domicile)","Dép/Région (domicile)","Code postal (domicile)","Pays/Région (domicile)","Rue (autre)","Rue (autre) 2","Rue (autre) 3","Ville (autre)","Dép/Région (autre)","Code postal (autre)","Pays/Région (autre)","Téléphone de l\'assistant(e)","Télécopie (bureau)","Téléphone (bureau)","Téléphone 2 (bureau)","Rappel","Téléphone (voiture)","Téléphone société","Télécopie (domicile)","Téléphone (domicile)","Téléphone 2 (domicile)","RNIS","Tél. mobile","Télécopie (autre)","Téléphone (autre)","Récepteur de radiomessagerie","Téléphone principal","Radio téléphone","Téléphone TDD/TTY","Télex","Adresse de messagerie","Type de messagerie","Nom complet de l\'adresse de messagerie","Adresse de messagerie 2","Type de messagerie 2","Nom complet de l\'adresse de messagerie 2","Adresse de messagerie 3","Type de messagerie 3","Nom complet de l\'adresse de messagerie 3","Anniversaire","Anniversaire de mariage ou fête","Autre boîte postale","B.P. professionnelle","Boîte postale du domicile","Bureau","Catégories","Code gouvernement","Compte","Conjoint(e)","Critère de diffusion","Disponibilité Internet","Emplacement","Enfants","Informations facturation","Initiales","Kilométrage","Langue","Mots clés","Nom de l\'assistant(e)","Notes","Numéro d\'identification de l\'organisation","Page Web","Passe-temps","Priorité","Privé","Profession","Recommandé par","Responsable","Serveur d\'annuaire","Sexe","Utilisateur 1","Utilisateur 2","Utilisateur 3","Utilisateur 4"';
    expect(readHeaderLine(line)).toEqual({
      // Twice: the salutation, and the job title.
      Titre: 'title~',
      'Titre ': 'title~',
      Prénom: 'first',
      'Deuxième prénom': 'middle',
      Nom: 'name',
      Société: 'organization',
      'Rue (bureau)': 'address1',
      'Rue (bureau) 2': 'address2',
      'Ville (bureau)': 'city',
      'Dép/Région (bureau)': 'state',
      'Code postal (bureau)': 'zip',
      'Téléphone (bureau)': 'phone',
      'Tél. mobile': 'mobile',
      'Téléphone principal': 'phone~',
      'Adresse de messagerie': 'email',
      Notes: 'notes',
    });
  });

  it('in Spanish, which is half English', () => {
    expect(
      readHeaderLine(
        "Title,Nombre,Segundo nombre,Apellidos,Suffix,Organización,Department,Puesto,Calle del trabajo,Calle del trabajo 2,Calle del trabajo 3,Ciudad de trabajo,Provincia o estado de trabajo,Código postal del trabajo,País o región del trabajo,Home Street,Home Street 2,Home Street 3,Home City,Home State,Home Postal Code,País o región del domicilio,Otra calle,Otra calle 2,Otra calle 3,Otra ciudad,Otra provincia o estado,Otro código postal,Otro país o región,Assistant's Phone,Business Fax,Teléfono del trabajo,Business Phone 2,Devolución de llamada,Car Phone,Número de centralita de la organización,Home Fax,Particular,Home Phone 2,ISDN,Mobile Phone,Otro fax,Otro teléfono,Pager,Teléfono principal,Radioteléfono,Número de teletipo,Télex,Account,Anniversary,Assistant's Name,Facturación,Birthday,Categorías,Hijos,E-mail Address,E-mail Type,Nombre de pantalla de correo electrónico,Dirección de correo electrónico 2,Tipo de correo electrónico 2,Nombre de pantalla de correo electrónico 2,Dirección del correo electrónico 3,Tipo de correo electrónico 3,Nombre de pantalla de correo electrónico 3,Género,Government ID Number,Aficiones,Initials,Internet Free Busy,Location,Nombre del director,Kilometraje,Notes,Office Location,Prioridad,Profesión,Confidencialidad,Spouse,Usuario 1,Usuario 2,Usuario 3,Usuario 4,Página web",
      ),
    ).toEqual({
      Title: 'title',
      Nombre: 'first',
      'Segundo nombre': 'middle',
      Apellidos: 'last',
      Organización: 'organization',
      Puesto: 'title',
      'Calle del trabajo': 'address1',
      'Calle del trabajo 2': 'address2',
      'Ciudad de trabajo': 'city',
      'Provincia o estado de trabajo': 'state',
      'Código postal del trabajo': 'zip',
      'Teléfono del trabajo': 'phone',
      'Mobile Phone': 'mobile',
      'Teléfono principal': 'phone~',
      Account: 'organization~',
      'E-mail Address': 'email',
      Notes: 'notes',
    });
  });

  it('in Italian', () => {
    expect(
      readHeaderLine(
        'Titolo,Nome,Secondo nome,Cognome,Titolo straniero,Società,Reparto,Posizione,Via (uff.),Via (uff.) 2,Via (uff.) 3,Città (uff.),Provincia (uff.),CAP (uff.),Paese/area geografica (uff.),Via (ab.),Via (ab.) 2,Via (ab.) 3,Città (ab.),Provincia (ab.),CAP (ab.),Paese/area geografica (ab.),Altra via,Altra via 2,Altra via 3,Altra città,Altra provincia,Altro CAP,Altro paese/area geografica,Telefono assistente,Fax (uff.),Ufficio,Ufficio 2,Richiamata automatica,Telefono auto,Telefono principale società,Fax (ab.),Abitazione,Abitazione 2,ISDN,Cellulare,Altro fax,Altro telefono,Cercapersone,Telefono principale,Radiotelefono,Telefono TTY/TDD,Telex,Account,Altro indirizzo - Casella postale,Anniversario,Categorie,Cod. Fisc./P. IVA,Compleanno,Dati fatturazione,Disponibilità Internet,Figli,Hobby,Indennità trasferta,Indirizzo (ab.) - Casella postale,Indirizzo (uff.) - Casella postale,Iniziali,Lingua,Luogo,Nome assistente,Nome coniuge/partner,Nome manager,Notes,Numero ID organizzativo,Pagina Web,Parole chiave,Indirizzo posta elettronica,Tipo posta elettronica,Nome visualizzato posta elettronica,Indirizzo posta elettronica 2,Tipo posta elettronica 2,Nome visualizzato posta elettronica 2,Indirizzo posta elettronica 3,Tipo posta elettronica 3,Nome visualizzato posta elettronica 3,Presentato da,Priorità,Privato,Riservatezza,Server di directory,Sesso,Ubicazione ufficio,Utente 1,Utente 2,Utente 3,Utente 4',
      ),
    ).toEqual({
      Nome: 'first',
      'Secondo nome': 'middle',
      Cognome: 'last',
      Società: 'organization',
      Posizione: 'title',
      'Via (uff.)': 'address1',
      'Via (uff.) 2': 'address2',
      'Città (uff.)': 'city',
      'Provincia (uff.)': 'state',
      'CAP (uff.)': 'zip',
      Ufficio: 'phone~',
      Cellulare: 'mobile',
      'Telefono principale': 'phone~',
      Account: 'organization~',
      Notes: 'notes',
      'Indirizzo posta elettronica': 'email',
    });
  });

  it('in Dutch', () => {
    expect(
      readHeaderLine(
        '"Titel","Voornaam","Middelste naam","Achternaam","Achtervoegsel","Bedrijf","Afdeling","Functie","Werkadres, straat","Werkadres 2, straat","Werkadres 3, straat","Werkadres, plaats","Werkadres, provincie","Werkadres, postcode","Land/regio (werk)","Huisadres, straat","Huisadres, straat 2","Huisadres, straat 3","Huisadres, plaats","Huisadres, provincie","Huisadres, postcode","Land/regio (thuis)","Ander adres, straat","Ander adres, straat 2","Ander adres, straat 3","Ander adres, plaats","Ander adres, provincie","Ander adres, postcode","Land/regio (anders)","Telefoon assistent","Fax op werk","Telefoon op werk","Telefoon op werk 2","Terugbellen","Autotelefoon","Hoofdtelefoon bedrijf","Fax thuis","Telefoon thuis","Telefoon thuis 2","ISDN","Mobiele telefoon","Andere fax","Andere telefoon","Pager","Hoofdtelefoon","Radiotelefoon","Teksttelefoon","Telex","Ander adres, postbusnummer","Categorieën","E-mailadres","E-mailtype","Weergavenaam voor e-mail","E-mailadres 2","E-mailtype 2","E-mail, weergegeven naam 2","E-mailadres 3","E-mailtype 3","E-mail, weergegeven naam 3","Factuurinformatie","Gebruiker 1","Gebruiker 2","Gebruiker 3","Gebruiker 4","Geslacht","Gevoeligheid","Hobby\'s","Huisadres, postbusnummer","Initialen","Internet Beschikbaarheidsinfo","Kantoorlocatie","Kinderen","Locatie","Naam assistent","Naam manager","Notities","Partner","Prioriteit","Reisafstand","Sofinummer","Speciale datum","Verjaardag","Webpagina","Werkadres, postbusnummer"',
      ),
    ).toEqual({
      Voornaam: 'first',
      'Middelste naam': 'middle',
      Achternaam: 'last',
      Bedrijf: 'organization',
      Functie: 'title',
      'Werkadres, straat': 'address1',
      'Werkadres 2, straat': 'address2',
      'Werkadres, plaats': 'city',
      'Werkadres, provincie': 'state',
      'Werkadres, postcode': 'zip',
      'Telefoon op werk': 'phone',
      'Mobiele telefoon': 'mobile',
      Hoofdtelefoon: 'phone~',
      'E-mailadres': 'email',
      Notities: 'notes',
    });
  });

  it('in Portuguese', () => {
    expect(
      readHeaderLine(
        'Título,Primeiro nome,Outros nomes/apelidos,Apelido,Sufixo,Empresa,Departamento,Cargo,Rua da empresa,Rua da empresa 2,Rua da empresa 3,Localidade da empresa,Distrito da empresa,Código postal da empresa,País/Região da Empresa,Rua da residência,Rua da residência (2),Rua da residência (3),Localidade da residência,Distrito da residência,Código postal da residência,País da Residência/Região,Rua do outro endereço,Rua do outro endereço 2,Rua do outro endereço 3,Localidade do outro endereço,Distrito do outro endereço,Código postal do outro endereço,Outro País/Região,Telefone do assistente,Fax da empresa,Telefone da empresa,2º telefone da empresa,Tel. de resposta,Telefone do carro,Telefone principal da empresa,Fax da residência,Telefone da residência,2º telefone da residência,RDIS,Telemóvel,Outro fax,Outro telefone,Pager,Telefone principal,Radiotelefone,Telefone TTY/TDD,Telex,Aniversário,Apartado da empresa,Apartado da residência,Apartado do outro endereço,Categorias,Confidencialidade,Conta,Cônjuge,Dados para facturação,Data de nascimento,Disponibilidade da Internet,Endereço de correio electrónico,Tipo de correio electrónico,Nome a apresentar para o correio electrónico,Endereço do correio electrónico 2,Tipo de correio electrónico 2,Nome a apresentar para o correio electrónico 2,Endereço do correio electrónico 3,Tipo de correio electrónico 3,Nome a apresentar para o correio electrónico 3,Filhos,Gabinete,Iniciais,Localização,Nome do assistente,Nome do gestor,Notas,Número do BI,Página na Web,Passatempo,Prioridade,Profissão,Quilometragem,Sexo,Utilizador 1,Utilizador 2,Utilizador 3,Utilizador 4',
      ),
    ).toEqual({
      'Primeiro nome': 'first',
      'Outros nomes/apelidos': 'middle',
      Apelido: 'last~',
      Empresa: 'organization',
      Cargo: 'title',
      'Rua da empresa': 'address1',
      'Rua da empresa 2': 'address2',
      'Localidade da empresa': 'city',
      'Distrito da empresa': 'state',
      'Código postal da empresa': 'zip',
      'Telefone da empresa': 'phone',
      Telemóvel: 'mobile',
      'Telefone principal': 'phone~',
      'Endereço de correio electrónico': 'email',
      Notas: 'notes',
      Profissão: 'title~',
    });
  });

  it('in Portuguese of Brazil, which is partly English', () => {
    expect(
      readHeaderLine(
        'Tratamento,Primeiro nome,Segundo nome,Sobrenome,Sufixo,Empresa,Departamento,Cargo,Business Street,Rua do endereço comercial 2,Rua do endereço comercial 3,Business City,Business State,Business Postal Code,País/Região da Empresa,Endereço residencial,Endereço residencial 2,Endereço residencial 3,Cidade do endereço residencial,CEP do endereço residencial,País/Região de Residência,Outro endereço,Outro endereço 2,Outro endereço 3,Outro Estado,Outro País/Região,Telefone do assistente,Fax comercial,Telefone comercial,Telefone comercial 2,Retorno de chamada,Telefone do carro,Telefone principal da empresa,Fax residencial,Telefone residencial,Telefone residencial 2,ISDN,Telefone celular,Outro fax,Outro telefone,Pager,Telefone principal,Radiofone,Telefone TTY/TDD,Telex,Anotações,Birthday,Categorias,Conta,E-mail Address,Tipo de email,Nome para exibição do email,Endereço de email 2,Tipo de email 2,Nome para exibição do email 2,Endereço de email 3,Iniciais,Local,Nome do assistente,Nome do gerenciador,Personalizado 1,Prioridade,Sala,Sensibilidade,Sexo,Spouse',
      ),
    ).toEqual({
      'Primeiro nome': 'first',
      'Segundo nome': 'middle',
      Sobrenome: 'last',
      Empresa: 'organization',
      Cargo: 'title',
      'Business Street': 'address1',
      'Rua do endereço comercial 2': 'address2',
      'Business City': 'city',
      'Business State': 'state',
      'Business Postal Code': 'zip',
      'Telefone comercial': 'phone',
      'Telefone celular': 'mobile',
      'Telefone principal': 'phone~',
      Anotações: 'notes',
      'E-mail Address': 'email',
    });
  });

  it('in Polish', () => {
    expect(
      readHeaderLine(
        'Tytuł,Imię,Drugie imię,Nazwisko,Sufiks,Firma,Dział,Stanowisko,Adres służbowy - ulica,Adres służbowy - ulica 2,Adres służbowy - ulica 3,Adres służbowy - miejscowość,Adres służbowy - województwo,Adres służbowy - kod pocztowy,Adres służbowy - kraj/region,Adres domowy - ulica,Adres domowy - ulica (2),Adres domowy - ulica (3),Adres domowy - miejscowość,Adres domowy - województwo,Adres domowy - kod pocztowy,Adres domowy - kraj/region,Inny adres - ulica,Inny adres - ulica 2,Inny adres - ulica 3,Inny adres - miejscowość,Inny adres - województwo,Inny adres - kod pocztowy,Inny adres - kraj/region,Telefon asystenta,Faks służbowy,Telefon służbowy,Telefon służbowy 2,Wywołanie zwrotne,Telefon w samochodzie,Główny telefon do firmy,Faks domowy,Telefon domowy,Telefon domowy 2,ISDN,Telefon komórkowy,Inny faks,Inny telefon,Pager,Telefon podstawowy,Radiotelefon,Telefon TTY/TDD,Teleks,Adres e-mail,Typ poczty e-mail,Nazwa wyświetlana e-mail,Adres e-mail 2,Rodzaj e-mail 2,Nazwa wyświetlana e-mail 2,Adres e-mail 3,Rodzaj e-mail 3,Nazwa wyświetlana e-mail 3,Charakter,Domowa skrzynka pocztowa,Dzieci,Hobby,Imię i nazwisko asystenta,Informacje rozliczeniowe,Inicjały,Inna skrzynka pocztowa,Internetowe informacje wolny/zajęty,Język,Kategorie,Konto,Lokalizacja,Lokalizacja biura,Menedżer,Notatki,Numer ewidencyjny w organizacji,Osoba polecająca,PESEL,Płeć,Priorytet,Prywatne,Przebieg,Rocznica,Serwer katalogowy,Słowa kluczowe,Służbowa skrzynka pocztowa,Strona sieci Web,Urodziny,Użytkownik 1,Użytkownik 2,Użytkownik 3,Użytkownik 4,Współmałżonek',
      ),
    ).toEqual({
      Imię: 'first',
      'Drugie imię': 'middle',
      Nazwisko: 'last',
      Firma: 'organization',
      Stanowisko: 'title',
      'Adres służbowy - ulica': 'address1',
      'Adres służbowy - ulica 2': 'address2',
      'Adres służbowy - miejscowość': 'city',
      'Adres służbowy - województwo': 'state',
      'Adres służbowy - kod pocztowy': 'zip',
      'Telefon służbowy': 'phone',
      'Telefon komórkowy': 'mobile',
      'Telefon podstawowy': 'phone~',
      'Adres e-mail': 'email',
      Notatki: 'notes',
    });
  });
});
