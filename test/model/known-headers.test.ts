// The header lines of systems, and what each column is read as: every column that isn't mentioned is not read.
//
// As public exports and documentation have them, except these, which are put together from the names of the fields: the
// export of the Microsoft 365 admin center, `Get-ADUser -Properties *`, Exchange, Intune (beyond the primary user), GAM,
// German Thunderbird, HubSpot, the Salesforce data export, Freshdesk, Freshservice, Autotask, Okta, and the second line
// of ConnectWise.
import { describe, expect, it } from 'vitest';
import { columnNames } from '../../src/model/columns.ts';
import { knownHeaders } from '../../src/model/known-headers.ts';
import { normalizeHeader } from '../../src/model/normalize-header.ts';
import { readHeaderLine } from './read-header-line.ts';

const googleOld =
  'Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol,Organization 1 - Location,Organization 1 - Job Description';
const googleNew =
  'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value';

describe('a header of', () => {
  it('the Microsoft 365 admin center, exported', () => {
    expect(
      readHeaderLine(
        'Block credential,City,Country/Region,Department,DirSyncEnabled,Display name,Fax,First name,Last dirsync time,Last name,Last password change time stamp,License assignment details,Licenses,Mobile Phone,Oath token metadata,Object Id,Office,Password never expires,Phone number,Postal code,Preferred data location,Preferred language,Proxy addresses,Release track,Soft deletion time stamp,State,Street address,Strong password required,Title,Usage location,User principal name,When created',
      ),
    ).toEqual({
      City: 'city',
      'Display name': 'name',
      'First name': 'first',
      'Last name': 'last',
      'Mobile Phone': 'mobile',
      'Phone number': 'phone',
      'Postal code': 'zip',
      State: 'state',
      'Street address': 'address1',
      Title: 'title',
      'User principal name': 'email~',
    });
  });

  // The user name is found by its cells, which are addresses.
  it.each([
    'User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone,Fax,Address,City,State or Province,ZIP or Postal Code,Country or Region',
    'Username,First name,Last name,Display name,Job title,Department,Office number,Office phone,Mobile phone,Fax,Alternate email address,Address,City,State or province,ZIP or postal code,Country or region',
  ])('the Microsoft 365 admin center, to add users: %s', (line) => {
    expect(Object.values(readHeaderLine(line))).toEqual(
      'first last name title phone mobile address1 city state zip'.split(' '),
    );
  });

  it('Entra ID, downloaded until 2021', () => {
    expect(
      readHeaderLine(
        'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationPhoneNumber,authenticationAlternativePhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification',
      ),
    ).toEqual({
      userPrincipalName: 'email~',
      displayName: 'name',
      surname: 'last',
      mail: 'email',
      givenName: 'first',
      jobTitle: 'title',
      streetAddress: 'address1',
      state: 'state',
      city: 'city',
      postalCode: 'zip',
      telephoneNumber: 'phone',
      mobile: 'mobile',
    });
  });

  it('Entra ID, downloaded today', () => {
    expect(
      readHeaderLine(
        'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,officeLocation,city,postalCode,telephoneNumber,mobilePhone,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,companyName,creationType,directorySynced,invitationState,identityIssuer,createdDateTime',
      ),
    ).toEqual({
      userPrincipalName: 'email~',
      displayName: 'name',
      surname: 'last',
      mail: 'email',
      givenName: 'first',
      jobTitle: 'title',
      streetAddress: 'address1',
      state: 'state',
      city: 'city',
      postalCode: 'zip',
      telephoneNumber: 'phone',
      mobilePhone: 'mobile',
      companyName: 'organization',
    });
  });

  it('Entra ID, to create users in bulk', () => {
    expect(
      readHeaderLine(
        'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname],Job title [jobTitle],Department [department],Usage location [usageLocation],Street address [streetAddress],State or province [state],Country or region [country],Office [physicalDeliveryOfficeName],City [city],ZIP or postal code [postalCode],Office phone [telephoneNumber],Mobile phone [mobile]',
      ),
    ).toEqual({
      'Name [displayName] Required': 'name',
      'User name [userPrincipalName] Required': 'email~',
      'First name [givenName]': 'first',
      'Last name [surname]': 'last',
      'Job title [jobTitle]': 'title',
      'Street address [streetAddress]': 'address1',
      'State or province [state]': 'state',
      'City [city]': 'city',
      'ZIP or postal code [postalCode]': 'zip',
      'Office phone [telephoneNumber]': 'phone',
      'Mobile phone [mobile]': 'mobile',
    });
  });

  it('Get-ADUser | Export-Csv', () => {
    expect(
      readHeaderLine(
        '"DistinguishedName","Enabled","GivenName","Name","ObjectClass","ObjectGUID","SamAccountName","SID","Surname","UserPrincipalName"',
      ),
    ).toEqual({ GivenName: 'first', Name: 'name', Surname: 'last', UserPrincipalName: 'email~' });
  });

  it('Get-ADUser -Properties *', () => {
    expect(
      readHeaderLine(
        'AccountExpirationDate,accountExpires,AccountLockoutTime,AccountNotDelegated,AllowReversiblePasswordEncryption,AuthenticationPolicy,AuthenticationPolicySilo,BadLogonCount,badPasswordTime,badPwdCount,CannotChangePassword,CanonicalName,Certificates,City,CN,codePage,Company,CompoundIdentitySupported,Country,countryCode,Created,createTimeStamp,Deleted,Department,Description,directReports,DisplayName,DistinguishedName,Division,DoesNotRequirePreAuth,dSCorePropagationData,EmailAddress,EmployeeID,EmployeeNumber,Enabled,Fax,GivenName,HomeDirectory,HomedirRequired,HomeDrive,HomePage,HomePhone,info,Initials,instanceType,ipPhone,isDeleted,KerberosEncryptionType,l,LastBadPasswordAttempt,LastKnownParent,lastLogoff,lastLogon,LastLogonDate,lastLogonTimestamp,LockedOut,lockoutTime,logonCount,LogonWorkstations,mail,mailNickname,Manager,MemberOf,MNSLogonAccount,mobile,MobilePhone,Modified,modifyTimeStamp,msDS-User-Account-Control-Computed,Name,nTSecurityDescriptor,ObjectCategory,ObjectClass,ObjectGUID,objectSid,Office,OfficePhone,Organization,OtherName,PasswordExpired,PasswordLastSet,PasswordNeverExpires,PasswordNotRequired,physicalDeliveryOfficeName,POBox,PostalCode,PrimaryGroup,primaryGroupID,PrincipalsAllowedToDelegateToAccount,ProfilePath,ProtectedFromAccidentalDeletion,proxyAddresses,pwdLastSet,SamAccountName,sAMAccountType,ScriptPath,sDRightsEffective,ServicePrincipalNames,SID,SIDHistory,SmartcardLogonRequired,sn,st,State,StreetAddress,Surname,telephoneNumber,Title,TrustedForDelegation,TrustedToAuthForDelegation,UseDESKeyOnly,userAccountControl,userCertificate,UserPrincipalName,uSNChanged,uSNCreated,whenChanged,whenCreated',
      ),
    ).toEqual({
      City: 'city',
      CN: 'name~',
      Company: 'organization',
      Description: 'notes~',
      DisplayName: 'name',
      EmailAddress: 'email',
      GivenName: 'first',
      info: 'notes~',
      l: 'city~',
      mail: 'email',
      mobile: 'mobile',
      MobilePhone: 'mobile',
      Name: 'name',
      OfficePhone: 'phone',
      Organization: 'organization',
      OtherName: 'middle~',
      PostalCode: 'zip',
      sn: 'last~',
      st: 'state~',
      State: 'state',
      StreetAddress: 'address1',
      Surname: 'last',
      telephoneNumber: 'phone',
      Title: 'title',
      UserPrincipalName: 'email~',
    });
  });

  it('Get-User and Get-Recipient', () => {
    expect(
      readHeaderLine(
        'AssistantName,City,Company,CountryOrRegion,Department,DirectReports,DisplayName,Fax,FirstName,HomePhone,Initials,LastName,Manager,MobilePhone,Name,Notes,Office,OtherFax,OtherHomePhone,OtherTelephone,Pager,Phone,PhoneticDisplayName,PostalCode,PostOfficeBox,RecipientType,RecipientTypeDetails,SamAccountName,SimpleDisplayName,StateOrProvince,StreetAddress,Title,UserPrincipalName,WebPage,WindowsEmailAddress,WindowsLiveID',
      ),
    ).toEqual({
      City: 'city',
      Company: 'organization',
      DisplayName: 'name',
      FirstName: 'first',
      LastName: 'last',
      MobilePhone: 'mobile',
      Name: 'name',
      Notes: 'notes',
      Phone: 'phone',
      PostalCode: 'zip',
      StateOrProvince: 'state',
      StreetAddress: 'address1',
      Title: 'title',
      UserPrincipalName: 'email~',
      WindowsEmailAddress: 'email~',
    });
  });

  it('Get-Mailbox and Get-MailContact', () => {
    expect(
      readHeaderLine(
        'Alias,CustomAttribute1,DisplayName,EmailAddresses,ExternalEmailAddress,ForwardingSmtpAddress,HiddenFromAddressListsEnabled,Identity,Name,PrimarySmtpAddress,RecipientType,RecipientTypeDetails,WindowsEmailAddress,MicrosoftOnlineServicesID,Guid',
      ),
    ).toEqual({
      DisplayName: 'name',
      ExternalEmailAddress: 'email~',
      Name: 'name',
      PrimarySmtpAddress: 'email',
      WindowsEmailAddress: 'email~',
    });
  });

  it('Intune devices', () => {
    expect(
      readHeaderLine(
        'Device ID,Device name,Enrollment date,Last check-in,Azure AD Device ID,OS version,Azure AD registered,EAS activation ID,Serial number,Manufacturer,Model,EAS activated,IMEI,Last EAS sync time,EAS reason,EAS status,Compliance grace period expiration,Security patch level,Wi-Fi MAC,MEID,Subscriber carrier,Total storage,Free storage,Management name,Category,UserId,Primary user UPN,Primary user email address,Primary user display name,WiFiIPv4Address,WiFiSubnetID,Compliance,Managed by,Ownership,Device state,Intune registered,Supervised,Encrypted,OS,SkuFamily,JoinType,Phone number,Jailbroken,ICCID,EthernetMAC,CellularTechnology,ProcessorArchitecture,EID,SystemManagementBIOSVersion,TPMManufacturerId,TPMManufacturerVersion',
      ),
    ).toEqual({
      'Primary user UPN': 'email~',
      'Primary user email address': 'email',
      'Primary user display name': 'name',
      'Phone number': 'phone',
    });
  });

  it('Google Workspace users', () => {
    expect(
      readHeaderLine(
        'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Last Sign In [READ ONLY],Recovery Email,Home Secondary Email,Work Secondary Email,Recovery Phone [MUST BE IN THE E.164 FORMAT],Work Phone,Home Phone,Mobile Phone,Work Address,Home Address,Employee ID,Employee Type,Employee Title,Manager Email,Department,Cost Center,2sv Enrolled [READ ONLY],2sv Enforced [READ ONLY],Building ID,Floor Name,Floor Section,Email Usage [READ ONLY],Drive Usage [READ ONLY],Total Storage [READ ONLY],Change Password at Next Sign-In,New Status [UPLOAD ONLY],New Licenses [UPLOAD ONLY],Advanced Protection Program enrollment',
      ),
    ).toEqual({
      'First Name [Required]': 'first',
      'Last Name [Required]': 'last',
      'Email Address [Required]': 'email',
      'Work Phone': 'phone',
      'Mobile Phone': 'mobile',
      'Work Address': 'address1',
      'Employee Title': 'title',
    });
  });

  it('Google Workspace users, by GAM', () => {
    expect(
      readHeaderLine('primaryEmail,name.fullName,name.givenName,name.familyName,orgUnitPath,suspended'),
    ).toEqual({
      primaryEmail: 'email',
      'name.fullName': 'name',
      'name.givenName': 'first',
      'name.familyName': 'last',
    });
  });

  it('Google Contacts, old', () => {
    expect(readHeaderLine(googleOld)).toEqual({
      Name: 'name',
      'Given Name': 'first',
      'Additional Name': 'middle',
      'Family Name': 'last',
      Occupation: 'title~',
      Notes: 'notes',
      'E-mail 1 - Value': 'email',
      'Phone 1 - Value': 'phone',
      'Address 1 - Street': 'address1',
      'Address 1 - City': 'city',
      'Address 1 - Region': 'state',
      'Address 1 - Postal Code': 'zip',
      'Address 1 - Extended Address': 'address2',
      'Organization 1 - Name': 'organization',
      'Organization 1 - Title': 'title',
    });
  });

  it('Google Contacts, since 2024', () => {
    expect(readHeaderLine(googleNew)).toEqual({
      'First Name': 'first',
      'Middle Name': 'middle',
      'Last Name': 'last',
      'Organization Name': 'organization',
      'Organization Title': 'title',
      Notes: 'notes',
      'E-mail 1 - Value': 'email',
      'Phone 1 - Value': 'phone',
      'Address 1 - Street': 'address1',
      'Address 1 - City': 'city',
      'Address 1 - Region': 'state',
      'Address 1 - Postal Code': 'zip',
      'Address 1 - Extended Address': 'address2',
    });
  });

  it('Thunderbird', () => {
    expect(
      readHeaderLine(
        'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes',
      ),
    ).toEqual({
      'First Name': 'first',
      'Last Name': 'last',
      'Display Name': 'name',
      'Primary Email': 'email',
      'Work Phone': 'phone',
      'Mobile Number': 'mobile',
      'Work Address': 'address1',
      'Work Address 2': 'address2',
      'Work City': 'city',
      'Work State': 'state',
      'Work ZipCode': 'zip',
      'Job Title': 'title',
      Organization: 'organization',
      Notes: 'notes',
    });
  });

  it('Thunderbird in Great Britain', () => {
    const header = readHeaderLine('Home County,Home Post Code,Work County,Work Post Code,Organisation');
    expect(header).toEqual({
      'Work County': 'state~',
      'Work Post Code': 'zip',
      Organisation: 'organization',
    });
  });

  it('Thunderbird in German', () => {
    expect(
      readHeaderLine(
        'Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Messenger-Name,Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,Privat: Adresse,Privat: Adresse 2,Privat: Ort,Privat: Bundesland,Privat: PLZ,Privat: Land,Dienstlich: Adresse,Dienstlich: Adresse 2,Dienstlich: Ort,Dienstlich: Bundesland,Dienstlich: PLZ,Dienstlich: Land,Arbeitstitel,Abteilung,Organisation,Webseite 1,Webseite 2,Geburtsjahr,Geburtsmonat,Geburtstag,Benutzerdef. 1,Benutzerdef. 2,Benutzerdef. 3,Benutzerdef. 4,Notizen',
      ),
    ).toEqual({
      Vorname: 'first',
      Nachname: 'last',
      Anzeigename: 'name',
      'Primäre E-Mail-Adresse': 'email',
      'Tel. dienstlich': 'phone',
      'Mobil-Tel.-Nr.': 'mobile',
      'Dienstlich: Adresse': 'address1',
      'Dienstlich: Adresse 2': 'address2',
      'Dienstlich: Ort': 'city',
      'Dienstlich: Bundesland': 'state',
      'Dienstlich: PLZ': 'zip',
      Arbeitstitel: 'title',
      Organisation: 'organization',
      Notizen: 'notes',
    });
  });

  it('HubSpot contacts', () => {
    expect(
      readHeaderLine(
        'Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Job Title,Company Name,Street Address,City,State/Region,Postal Code,Country/Region,Contact owner,Lead Status,Marketing contact status,Create Date,Last Activity Date,Associated Company,Associated Company IDs,Associated Company (Primary)',
      ),
    ).toEqual({
      'First Name': 'first',
      'Last Name': 'last',
      Email: 'email',
      'Phone Number': 'phone',
      'Mobile Phone Number': 'mobile',
      'Job Title': 'title',
      'Company Name': 'organization',
      'Street Address': 'address1',
      City: 'city',
      'State/Region': 'state',
      'Postal Code': 'zip',
      'Associated Company': 'organization~',
      'Associated Company (Primary)': 'organization~',
    });
  });

  it('a Salesforce report of contacts', () => {
    expect(
      readHeaderLine(
        'Salutation,First Name,Last Name,Title,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Fax,Email,Account Owner,Account Name',
      ),
    ).toEqual({
      'First Name': 'first',
      'Last Name': 'last',
      Title: 'title',
      'Mailing Street': 'address1',
      'Mailing City': 'city',
      'Mailing State/Province': 'state',
      'Mailing Zip/Postal Code': 'zip',
      Phone: 'phone',
      Mobile: 'mobile',
      Email: 'email',
      'Account Name': 'organization',
    });
  });

  it('a Salesforce report of leads', () => {
    expect(
      readHeaderLine(
        'Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Rating,Street,Email',
      ),
    ).toEqual({
      'First Name': 'first',
      'Last Name': 'last',
      Title: 'title',
      'Company / Account': 'organization',
      Street: 'address1',
      Email: 'email',
    });
  });

  it('a Salesforce data export', () => {
    expect(
      readHeaderLine(
        'Id,IsDeleted,AccountId,LastName,FirstName,Salutation,Name,OtherStreet,OtherCity,OtherState,OtherPostalCode,OtherCountry,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,Fax,MobilePhone,HomePhone,OtherPhone,AssistantPhone,ReportsToId,Email,Title,Department,AssistantName,LeadSource,Birthdate,Description,OwnerId,CreatedDate',
      ),
    ).toEqual({
      LastName: 'last',
      FirstName: 'first',
      Name: 'name',
      MailingStreet: 'address1',
      MailingCity: 'city',
      MailingState: 'state',
      MailingPostalCode: 'zip',
      Phone: 'phone',
      MobilePhone: 'mobile',
      Email: 'email',
      Title: 'title',
      Description: 'notes~',
    });
  });

  it('Zendesk users', () => {
    expect(
      readHeaderLine('name,email,external_id,details,notes,phone,role,restriction,organization,tags'),
    ).toEqual({
      name: 'name',
      email: 'email',
      details: 'notes~',
      notes: 'notes',
      phone: 'phone',
      // Who types this means a job. Zendesk has "end-user" in it, which the reader has to tell by the cells.
      role: 'title~',
      organization: 'organization',
    });
  });

  it('Freshdesk contacts', () => {
    expect(
      readHeaderLine(
        'Full name,Title,Email,Work phone,Mobile phone,Twitter,Company,Unique external ID,Address,Time zone,Language,Tags,About',
      ),
    ).toEqual({
      'Full name': 'name',
      Title: 'title',
      Email: 'email',
      'Work phone': 'phone',
      'Mobile phone': 'mobile',
      Company: 'organization',
      Address: 'address1',
    });
  });

  it('Freshservice requesters', () => {
    expect(
      readHeaderLine(
        'First Name,Last Name,Job Title,Email,Work Phone,Mobile Phone,Department/Company,Reporting Manager,Address,Location,Time Zone,Language',
      ),
    ).toEqual({
      'First Name': 'first',
      'Last Name': 'last',
      'Job Title': 'title',
      Email: 'email',
      'Work Phone': 'phone',
      'Mobile Phone': 'mobile',
      'Department/Company': 'organization~',
      Address: 'address1',
    });
  });

  it('HaloPSA users', () => {
    expect(
      readHeaderLine(
        'id,name,site_id,site_name,client_name,firstname,surname,initials,title,emailaddress,phonenumber_preferred,sitephonenumber,phonenumber,homenumber,mobilenumber,mobilenumber2,fax,telpref,activedirectory_dn,container_dn,login,inactive,colour,isimportantcontact,other1,other2,other3,other4,other5,neversendemails,datecreated,notes',
      ),
    ).toEqual({
      name: 'name',
      client_name: 'organization',
      firstname: 'first',
      surname: 'last',
      title: 'title',
      emailaddress: 'email',
      phonenumber: 'phone',
      mobilenumber: 'mobile',
      notes: 'notes',
    });
  });

  it('ConnectWise PSA contacts', () => {
    expect(
      readHeaderLine(
        'FirstName,LastName,Email,JobTitle,DirectPhone,MobilePhone,SiteId,CompanyName,ContactTypeName',
      ),
    ).toEqual({
      FirstName: 'first',
      LastName: 'last',
      Email: 'email',
      JobTitle: 'title',
      DirectPhone: 'phone~',
      MobilePhone: 'mobile',
      CompanyName: 'organization',
    });
    expect(
      readHeaderLine(
        'id,firstName,lastName,company.name,site.name,addressLine1,addressLine2,city,state,zip,inactiveFlag,title,defaultPhoneType,defaultPhoneNbr,defaultPhoneExtension,defaultEmail',
      ),
    ).toEqual({
      firstName: 'first',
      lastName: 'last',
      'company.name': 'organization',
      addressLine1: 'address1',
      addressLine2: 'address2',
      city: 'city',
      state: 'state',
      zip: 'zip',
      title: 'title',
      defaultPhoneNbr: 'phone',
      defaultPhoneExtension: 'extension',
      defaultEmail: 'email',
    });
  });

  it('Autotask contacts', () => {
    expect(
      readHeaderLine(
        '[required] Organization Name,External ID,Prefix,[required] First Name,Middle Initial,[required] Last Name,Suffix,Title,Email Address,Address 1,Address 2,City,State,Zip Code,Country,Additional Address Information,Phone,Extension,Alternate Phone,Mobile Phone,Fax',
      ),
    ).toEqual({
      '[required] Organization Name': 'organization',
      '[required] First Name': 'first',
      'Middle Initial': 'middle',
      '[required] Last Name': 'last',
      Title: 'title',
      'Email Address': 'email',
      'Address 1': 'address1',
      'Address 2': 'address2',
      City: 'city',
      State: 'state',
      'Zip Code': 'zip',
      Phone: 'phone',
      Extension: 'extension',
      'Mobile Phone': 'mobile',
    });
    expect(
      readHeaderLine(
        '[required] Organization: Name,Organization: Number,Organization: Address 1,Organization: Phone,[required*] Contact: First Name,[required*] Contact: Last Name,Contact: Email Address,Contact: Phone,Contact: Mobile Phone',
      ),
    ).toEqual({
      '[required] Organization: Name': 'organization',
      '[required*] Contact: First Name': 'first',
      '[required*] Contact: Last Name': 'last',
      'Contact: Email Address': 'email',
      'Contact: Phone': 'phone',
      'Contact: Mobile Phone': 'mobile',
    });
  });

  it('Okta users', () => {
    expect(
      readHeaderLine(
        'login,firstName,lastName,middleName,honorificPrefix,honorificSuffix,email,title,displayName,nickName,profileUrl,secondEmail,mobilePhone,primaryPhone,streetAddress,city,state,zipCode,countryCode,postalAddress,preferredLanguage,locale,timezone,userType,employeeNumber,costCenter,organization,division,department,managerId,manager',
      ),
    ).toEqual({
      firstName: 'first',
      lastName: 'last',
      middleName: 'middle',
      email: 'email',
      title: 'title',
      displayName: 'name',
      mobilePhone: 'mobile',
      primaryPhone: 'phone~',
      streetAddress: 'address1',
      city: 'city',
      state: 'state',
      zipCode: 'zip',
      postalAddress: 'address1~',
      organization: 'organization',
    });
  });

  it('LinkedIn connections', () => {
    expect(readHeaderLine('First Name,Last Name,URL,Email Address,Company,Position,Connected On')).toEqual({
      'First Name': 'first',
      'Last Name': 'last',
      'Email Address': 'email',
      Company: 'organization',
      Position: 'title',
    });
  });

  it('Syncro customers', () => {
    expect(
      readHeaderLine(
        'id,firstname,lastname,email,address,address_2,city,state,zip,phone,mobile_phone,office_phone,home_phone,fax_phone,other_phone,get_sms,location_id,business_name,created_at,updated_at,referred_by,notes,tax_rate_id,tax_free,no_email,opt_out,disabled',
      ),
    ).toEqual({
      firstname: 'first',
      lastname: 'last',
      email: 'email',
      address: 'address1',
      address_2: 'address2',
      city: 'city',
      state: 'state',
      zip: 'zip',
      phone: 'phone',
      mobile_phone: 'mobile',
      office_phone: 'phone',
      business_name: 'organization',
      notes: 'notes',
    });
  });

  it('Syncro contacts', () => {
    expect(Object.values(readHeaderLine(columnNames.join(',')))).toEqual(columnNames);
  });
});

describe('the known headers', () => {
  it('have one meaning each', () => {
    const meanings = new Map<string, Set<string>>(
      columnNames.map((name) => [normalizeHeader(name), new Set([name])]),
    );
    for (const headers of Object.values(knownHeaders)) {
      for (const [target, names] of Object.entries(headers)) {
        for (const name of names.split(',').map((written) => written.trim())) {
          const key = normalizeHeader(name);
          meanings.set(key, (meanings.get(key) ?? new Set()).add(name.endsWith('~') ? `${target}~` : target));
        }
      }
    }
    expect([...meanings].filter(([, targets]) => targets.size > 1)).toEqual([]);
  });

  it('are not empty', () => {
    for (const [list, headers] of Object.entries(knownHeaders)) {
      const names = Object.values(headers).flatMap((text) => text.split(','));
      expect(names.map(normalizeHeader), list).not.toContain('');
    }
  });
});
