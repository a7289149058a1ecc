BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE batches (
	id VARCHAR(12) NOT NULL, 
	at DATETIME NOT NULL, 
	files JSON NOT NULL, 
	counts JSON NOT NULL, 
	undone_at DATETIME, 
	PRIMARY KEY (id)
);
CREATE TABLE busy_sources (
	name VARCHAR(40) NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	address_hash VARCHAR(64) NOT NULL, 
	etag TEXT NOT NULL, 
	last_modified TEXT NOT NULL, 
	tried_at DATETIME NOT NULL, 
	fetched_at DATETIME, 
	until DATETIME, 
	complete BOOLEAN NOT NULL, 
	trouble TEXT NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE busy_spans (
	id INTEGER NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	starts DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(source) REFERENCES busy_sources (name)
);
CREATE TABLE clients (
	code VARCHAR(12) NOT NULL, 
	name TEXT NOT NULL, 
	practitioner TEXT NOT NULL, 
	entered_on DATE NOT NULL, 
	born DATE, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	source_key VARCHAR(80), 
	batch VARCHAR(12), 
	removed BOOLEAN NOT NULL, erased_at DATETIME, 
	PRIMARY KEY (code), 
	FOREIGN KEY(batch) REFERENCES batches (id), 
	UNIQUE (source_key)
);
INSERT INTO "clients" VALUES('H7G7','Ana Ruiz','maya','2026-09-25','1961-03-12','+16175550201','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('55BD','Ben Okafor','maya','2026-09-25','1955-07-30','+16175550202','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('9BZD','Rosa Diaz','maya','2026-09-25','1949-11-02','+16175550203','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('XHVD','Lin Wu','maya','2026-09-25','1972-01-19','+16175550204','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('ZNRX','Sami Haddad','maya','2026-09-25','1968-05-23','+16175550205','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('6YV2','Eva Kowalski','maya','2026-09-25','1944-09-14','+16175550206','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('J0G1','Denise Brown','jon','2026-09-25','1958-12-08','+16175550207','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('F753','Luca Ferrari','jon','2026-09-25','1979-04-01','+16175550208','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('SQYF','Mai Nguyen','jon','2026-09-25','1963-02-27','+16175550209','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('FJX2','Daniel Cohen','jon','2026-09-25','1951-10-10','+16175550210','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('9JB2','Marta Silva','jon','2026-09-25','1966-08-18','+16175550211','',NULL,NULL,0,NULL);
INSERT INTO "clients" VALUES('M6TG','Nils Larsen','jon','2026-09-25','1953-06-05','+16175550212','',NULL,NULL,0,NULL);
CREATE TABLE disclosures (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	act VARCHAR(12) NOT NULL, 
	client VARCHAR(12) NOT NULL, 
	provider VARCHAR(12) NOT NULL, 
	recipient TEXT NOT NULL, 
	address TEXT NOT NULL, 
	what TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	authority TEXT NOT NULL, 
	by_whom TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	fact VARCHAR(16) NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "disclosures" VALUES(1,'2026-11-24 14:00:00.000004','told','H7G7','RMCQ','Dr. Alan Lee','(617) 555-0142','progress and attendance','coordination of care','F3','Maya Chen','phone','F67','0000000000000000000000000000000000000000000000000000000000000000','0ed7dcbe6acaddbef3c2b201441d177b1bc8370b7b7d7ebe1521004b3fa13b91');
CREATE TABLE facts (
	"row" INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	value TEXT NOT NULL, 
	on_day DATE NOT NULL, 
	at TIME, 
	client VARCHAR(12), 
	provider VARCHAR(12), 
	practitioner VARCHAR(40), 
	data JSON NOT NULL, 
	identity VARCHAR(80) NOT NULL, 
	closes TEXT, 
	recorded_at DATETIME NOT NULL, 
	recorded_by TEXT NOT NULL, 
	retracted BOOLEAN NOT NULL, 
	batch VARCHAR(12), 
	PRIMARY KEY ("row"), 
	FOREIGN KEY(batch) REFERENCES batches (id), 
	FOREIGN KEY(client) REFERENCES clients (code), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (number, version)
);
INSERT INTO "facts" VALUES(1,1,1,1,'referral','received','2026-09-27',NULL,'H7G7','RMCQ',NULL,'{}','F1',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(2,2,1,1,'care-team','primary care','2026-09-27',NULL,'H7G7','0MMM',NULL,'{}','F2',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(3,3,1,1,'authorization','signed','2026-09-29',NULL,'H7G7',NULL,NULL,'{"what":"progress and attendance","purpose":"coordination of care","until":"2027-09-29","signer":"client"}','F3',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(4,4,1,1,'milestone','intake','2026-09-29',NULL,'H7G7',NULL,NULL,'{}','F4',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(5,5,1,1,'clearance','received','2026-09-30',NULL,'H7G7','RMCQ',NULL,'{"until":"2027-09-30"}','F5',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(6,6,1,1,'milestone','assessment','2026-10-01',NULL,'H7G7',NULL,NULL,'{}','F6',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(7,7,1,1,'measure','6mwt','2026-10-01',NULL,'H7G7',NULL,NULL,'{"unit":"m","value":318}','F7',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(8,8,1,1,'measure','pain_nrs','2026-11-09',NULL,'H7G7',NULL,NULL,'{"value":3}','F8',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(9,9,1,1,'measure','pain_nrs','2026-11-23',NULL,'H7G7',NULL,NULL,'{"value":6}','F9',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(10,10,1,1,'measure','6mwt','2026-11-23',NULL,'H7G7',NULL,NULL,'{"unit":"m","value":382}','F10',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(11,11,1,1,'change','pain','2026-11-23',NULL,'H7G7',NULL,NULL,'{"note":"pain at rest 6 of 10"}','F11',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(12,12,1,1,'contact','reached','2026-10-05',NULL,'H7G7','RMCQ',NULL,'{}','F12',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(13,13,1,1,'report','sent','2026-10-05',NULL,'H7G7','RMCQ',NULL,'{}','F13',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(14,14,1,1,'report','sent','2026-10-29',NULL,'H7G7','RMCQ',NULL,'{}','F14',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(15,15,1,1,'visit','scheduled','2026-11-30','10:30:00.000000','H7G7','RMCQ',NULL,'{}','F15',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(16,16,1,1,'referral','received','2026-09-25',NULL,'55BD','0MMM',NULL,'{}','F16',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(17,17,1,1,'authorization','signed','2026-09-26',NULL,'55BD',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2027-09-26","signer":"client"}','F17',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(18,18,1,1,'milestone','intake','2026-09-26',NULL,'55BD',NULL,NULL,'{}','F18',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(19,19,1,1,'clearance','received','2026-09-27',NULL,'55BD','0MMM',NULL,'{"until":"2027-09-27"}','F19',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(20,20,1,1,'milestone','assessment','2026-09-28',NULL,'55BD',NULL,NULL,'{}','F20',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(21,21,1,1,'report','sent','2026-10-01',NULL,'55BD','0MMM',NULL,'{}','F21',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(22,22,1,1,'contact','reached','2026-10-06',NULL,'55BD','0MMM',NULL,'{}','F22',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(23,23,1,1,'report','sent','2026-10-27',NULL,'55BD','0MMM',NULL,'{}','F23',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(24,24,1,1,'milestone','goal met','2026-11-22',NULL,'55BD',NULL,NULL,'{}','F24',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(25,25,1,1,'referral','received','2026-09-25',NULL,'9BZD','387G',NULL,'{}','F25',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(26,26,1,1,'authorization','signed','2026-09-25',NULL,'9BZD',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2026-11-14","signer":"client"}','F26',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(27,27,1,1,'milestone','intake','2026-09-27',NULL,'9BZD',NULL,NULL,'{}','F27',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(28,28,1,1,'clearance','received','2026-09-27',NULL,'9BZD','387G',NULL,'{"until":"2027-03-24"}','F28',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(29,29,1,1,'milestone','assessment','2026-10-23',NULL,'9BZD',NULL,NULL,'{}','F29',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(30,30,1,1,'milestone','reassessment','2026-11-21',NULL,'9BZD',NULL,NULL,'{}','F30',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(31,31,1,1,'referral','received','2026-09-25',NULL,'XHVD','0MMM',NULL,'{}','F31',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(32,32,1,1,'authorization','signed','2026-09-25',NULL,'XHVD',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2027-09-25","signer":"client"}','F32',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(33,33,1,1,'milestone','assessment','2026-09-28',NULL,'XHVD',NULL,NULL,'{}','F33',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(34,34,1,1,'report','sent','2026-10-26',NULL,'XHVD','0MMM',NULL,'{}','F34',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(35,35,1,1,'preference','best time','2026-11-04',NULL,'XHVD','0MMM',NULL,'{"is":"mornings"}','F35',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(36,36,1,1,'referral','received','2026-11-23',NULL,'ZNRX','NZBB',NULL,'{}','F36',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(37,37,1,1,'referral','received','2026-10-15',NULL,'6YV2','8QDH',NULL,'{}','F37',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(38,38,1,1,'authorization','signed','2026-10-16',NULL,'6YV2',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2027-10-16","signer":"client"}','F38',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(39,39,1,1,'milestone','assessment','2026-10-19',NULL,'6YV2',NULL,NULL,'{}','F39',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(40,40,1,1,'report','sent','2026-10-23',NULL,'6YV2','8QDH',NULL,'{}','F40',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(41,41,1,1,'contact','reached','2026-10-28',NULL,'6YV2','8QDH',NULL,'{}','F41',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(42,42,1,1,'change','fall','2026-11-23',NULL,'6YV2',NULL,NULL,'{"injury":false}','F42',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(43,43,1,1,'referral','received','2026-10-05',NULL,'J0G1','387G',NULL,'{}','F43',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(44,44,1,1,'authorization','signed','2026-10-07',NULL,'J0G1',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2026-12-06","signer":"client"}','F44',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(45,45,1,1,'milestone','assessment','2026-10-10',NULL,'J0G1',NULL,NULL,'{}','F45',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(46,46,1,1,'report','sent','2026-10-13',NULL,'J0G1','387G',NULL,'{}','F46',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(47,47,1,1,'visit','scheduled','2026-12-03','14:00:00.000000','J0G1','387G',NULL,'{"joint":true}','F47',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(48,48,1,1,'referral','received','2026-09-30',NULL,'F753','9R4W',NULL,'{}','F48',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(49,49,1,1,'authorization','signed','2026-10-01',NULL,'F753',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2027-10-01","signer":"client"}','F49',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(50,50,1,1,'milestone','assessment','2026-10-05',NULL,'F753',NULL,NULL,'{}','F50',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(51,51,1,1,'hold','medical','2026-11-12',NULL,'F753',NULL,NULL,'{}','F51',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(52,52,1,1,'referral','received','2026-11-14',NULL,'SQYF','NZBB',NULL,'{}','F52',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(53,53,1,1,'authorization','signed','2026-11-19',NULL,'SQYF',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2027-11-19","signer":"client"}','F53',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(54,54,1,1,'milestone','intake','2026-11-19',NULL,'SQYF',NULL,NULL,'{}','F54',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(55,55,1,1,'milestone','assessment','2026-11-21',NULL,'SQYF',NULL,NULL,'{}','F55',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(56,56,1,1,'referral','received','2026-09-25',NULL,'FJX2','Y78F',NULL,'{}','F56',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(57,57,1,1,'authorization','signed','2026-09-25',NULL,'FJX2',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2027-09-25","signer":"client"}','F57',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(58,58,1,1,'milestone','assessment','2026-09-27',NULL,'FJX2',NULL,NULL,'{}','F58',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(59,59,1,1,'report','sent','2026-10-25',NULL,'FJX2','Y78F',NULL,'{}','F59',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(60,60,1,1,'discharge','completed','2026-11-21',NULL,'FJX2',NULL,NULL,'{}','F60',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(61,61,1,1,'referral','received','2026-11-20',NULL,'9JB2','9R4W',NULL,'{}','F61',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(62,62,1,1,'milestone','assessment','2026-10-24',NULL,'M6TG',NULL,NULL,'{}','F62',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(63,63,1,1,'authorization','signed','2026-10-24',NULL,'M6TG',NULL,NULL,'{"what":"attendance, measurements, progress and changes that matter for safety in the exercise program","purpose":"coordination of care","until":"2027-10-24","signer":"client"}','F63',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(64,64,1,1,'meeting','scheduled','2026-11-30','12:00:00.000000',NULL,'NZBB','maya','{"minutes":30}','F64',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(65,65,1,1,'contact','met','2026-08-27',NULL,NULL,'WVCV',NULL,'{}','F65',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(66,66,1,1,'form','left','2026-09-25',NULL,NULL,'8QDH',NULL,'{"count":20,"version":"2026-09"}','F66',NULL,'2026-11-24 14:00:00.000008','the sample',0,NULL);
INSERT INTO "facts" VALUES(67,67,1,1,'contact','reached','2026-11-24',NULL,'H7G7','RMCQ',NULL,'{}','F67','decline/call/H7G7/RMCQ/F9/0/1','2026-11-24 14:00:00.000004','Maya Chen',0,NULL);
CREATE TABLE feed_bodies (
	feed INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (feed), 
	FOREIGN KEY(feed) REFERENCES feeds (id)
);
CREATE TABLE feeds (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	provider_names BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	fetched_at DATETIME, 
	fetched_by TEXT NOT NULL, 
	body_hash VARCHAR(64) NOT NULL, 
	body_at DATETIME, kinds JSON DEFAULT '[]' NOT NULL, practice BOOLEAN DEFAULT 0 NOT NULL, alarms BOOLEAN DEFAULT 0 NOT NULL, block_from TIME, block_until TIME, trouble TEXT DEFAULT '' NOT NULL, trouble_at DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	UNIQUE (token_hash)
);
INSERT INTO "feeds" VALUES(1,'phone','maya','449adf48c4895af964fa9d3d8a60ebf15627b64106dd77de9620a5d56384dfa4',0,'2026-11-24 14:00:00.000005',NULL,NULL,'','',NULL,'[]',0,0,NULL,NULL,'',NULL);
CREATE TABLE fetches (
	feed INTEGER NOT NULL, 
	agent VARCHAR(120) NOT NULL, 
	first_at DATETIME NOT NULL, 
	last_at DATETIME NOT NULL, 
	times INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	PRIMARY KEY (feed, agent), 
	FOREIGN KEY(feed) REFERENCES feeds (id)
);
CREATE TABLE follow_ups (
	id VARCHAR(12) NOT NULL, 
	"key" TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	recipient VARCHAR(20) NOT NULL, 
	priority INTEGER NOT NULL, 
	due DATE NOT NULL, 
	at TIME, 
	latest DATE, 
	earliest DATE, 
	"limit" DATE, 
	client VARCHAR(12), 
	provider VARCHAR(12), 
	practitioner VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	because JSON NOT NULL, 
	dated TEXT NOT NULL, 
	blocked_by TEXT, 
	instead_of JSON NOT NULL, 
	letter TEXT NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	pinned DATE, 
	snoozed_until DATE, 
	sequence INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	outcome TEXT NOT NULL, 
	note TEXT NOT NULL, 
	story JSON NOT NULL, 
	noticed_for DATE, 
	noticed_at DATETIME, 
	seen_at DATETIME, 
	paced_on DATE, 
	bundle VARCHAR(12), 
	paced TEXT NOT NULL, 
	slot_at TIME, 
	trouble TEXT NOT NULL, day DATE DEFAULT '1970-01-01' NOT NULL, revision INTEGER DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(client) REFERENCES clients (code), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE ("key")
);
INSERT INTO "follow_ups" VALUES('RJSM','goal-met/report/55BD/0MMM/F24/0/1','report','provider',3,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','55BD','0MMM','maya','Report a goal that was met: goal met on Sun 22 Nov 2026','["F24"]','Sun 22 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'["monthly-report, which would have been due on Wed 25 Nov 2026"]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'FGZ2','',NULL,'','2026-11-25',84);
INSERT INTO "follow_ups" VALUES('3WY7','monthly-report/report/55BD/0MMM/F20/3/1','report','provider',2,'2026-12-24',NULL,'2027-01-25','2026-12-17','2027-01-11','55BD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sun 27 Dec 2026','["F20"]','Sun 27 Dec 2026 - 2 days = Fri 25 Dec 2026; Fri 25 Dec Christmas Day: Thu 24 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 24 Dec 2026"]',NULL,NULL,NULL,NULL,'3WY7','',NULL,'','2026-12-24',88);
INSERT INTO "follow_ups" VALUES('PZ2W','monthly-report/report/55BD/0MMM/F20/4/1','report','provider',2,'2027-01-22',NULL,'2027-02-24','2027-01-14','2027-02-05','55BD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Tue 26 Jan 2027','["F20"]','Tue 26 Jan 2027 - 2 days = Sun 24 Jan 2027; Sun 24 Jan weekend, Sat 23 Jan weekend: Fri 22 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 22 Jan 2027"]',NULL,NULL,NULL,NULL,'PZ2W','',NULL,'','2027-01-22',90);
INSERT INTO "follow_ups" VALUES('855G','monthly-report/report/55BD/0MMM/F20/5/1','report','provider',2,'2027-02-23',NULL,'2027-03-26','2027-02-16','2027-03-09','55BD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Thu 25 Feb 2027','["F20"]','Thu 25 Feb 2027 - 2 days = Tue 23 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 23 Feb 2027"]',NULL,NULL,NULL,NULL,'855G','',NULL,'','2027-02-23',92);
INSERT INTO "follow_ups" VALUES('YK1S','monthly-report/report/55BD/0MMM/F20/6/1','report','provider',2,'2027-03-25',NULL,'2027-04-25','2027-03-18','2027-04-08','55BD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sat 27 Mar 2027','["F20"]','Sat 27 Mar 2027 - 2 days = Thu 25 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 25 Mar 2027"]',NULL,NULL,NULL,NULL,'YK1S','',NULL,'','2027-03-25',94);
INSERT INTO "follow_ups" VALUES('4NBR','monthly-report/report/55BD/0MMM/F20/7/1','report','provider',2,'2027-04-23',NULL,'2027-05-25','2027-04-16','2027-05-07','55BD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Mon 26 Apr 2027','["F20"]','Mon 26 Apr 2027 - 2 days = Sat 24 Apr 2027; Sat 24 Apr weekend: Fri 23 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 23 Apr 2027"]',NULL,NULL,NULL,NULL,'4NBR','',NULL,'','2027-04-23',96);
INSERT INTO "follow_ups" VALUES('C0FC','monthly-report/report/55BD/0MMM/F20/8/1','report','provider',2,'2027-05-24',NULL,'2027-06-24','2027-05-17','2027-06-08','55BD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Wed 26 May 2027','["F20"]','Wed 26 May 2027 - 2 days = Mon 24 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 24 May 2027"]',NULL,NULL,NULL,NULL,'C0FC','',NULL,'','2027-05-24',98);
INSERT INTO "follow_ups" VALUES('TZDV','fall/call/6YV2/8QDH/F42/0/1','call','provider',1,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','6YV2','8QDH','maya','Tell the provider of a fall: fall on Mon 23 Nov 2026','["F42"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',8);
INSERT INTO "follow_ups" VALUES('NMRQ','monthly-report/report/6YV2/8QDH/F39/1/1','report','provider',2,'2026-11-16',NULL,'2026-12-17','2026-11-09','2026-12-01','6YV2','8QDH','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Wed 18 Nov 2026','["F39"]','Wed 18 Nov 2026 - 2 days = Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-16',9);
INSERT INTO "follow_ups" VALUES('1PGP','monthly-report/report/6YV2/8QDH/F39/2/1','report','provider',2,'2026-12-16',NULL,'2027-01-16','2026-12-09','2026-12-31','6YV2','8QDH','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Fri 18 Dec 2026','["F39"]','Fri 18 Dec 2026 - 2 days = Wed 16 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 16 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-16',10);
INSERT INTO "follow_ups" VALUES('HGW1','monthly-report/report/6YV2/8QDH/F39/3/1','report','provider',2,'2027-01-15',NULL,'2027-02-15','2027-01-08','2027-02-01','6YV2','8QDH','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Sun 17 Jan 2027','["F39"]','Sun 17 Jan 2027 - 2 days = Fri 15 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 15 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-15',11);
INSERT INTO "follow_ups" VALUES('1S4H','monthly-report/report/6YV2/8QDH/F39/4/1','report','provider',2,'2027-02-12',NULL,'2027-03-17','2027-02-05','2027-03-01','6YV2','8QDH','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Tue 16 Feb 2027','["F39"]','Tue 16 Feb 2027 - 2 days = Sun 14 Feb 2027; Sun 14 Feb weekend, Sat 13 Feb weekend: Fri 12 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 12 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-12',12);
INSERT INTO "follow_ups" VALUES('VBEX','monthly-report/report/6YV2/8QDH/F39/5/1','report','provider',2,'2027-03-16',NULL,'2027-04-16','2027-03-09','2027-03-30','6YV2','8QDH','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Thu 18 Mar 2027','["F39"]','Thu 18 Mar 2027 - 2 days = Tue 16 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 16 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-16',13);
INSERT INTO "follow_ups" VALUES('462G','monthly-report/report/6YV2/8QDH/F39/6/1','report','provider',2,'2027-04-15',NULL,'2027-05-16','2027-04-08','2027-04-29','6YV2','8QDH','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Sat 17 Apr 2027','["F39"]','Sat 17 Apr 2027 - 2 days = Thu 15 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 15 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-15',14);
INSERT INTO "follow_ups" VALUES('55B9','monthly-report/report/6YV2/8QDH/F39/7/1','report','provider',2,'2027-05-14',NULL,'2027-06-15','2027-05-07','2027-05-28','6YV2','8QDH','maya','Regular progress report: assessment on Mon 19 Oct 2026; every 30 days: Mon 17 May 2027','["F39"]','Mon 17 May 2027 - 2 days = Sat 15 May 2027; Sat 15 May weekend: Fri 14 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 14 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-14',15);
INSERT INTO "follow_ups" VALUES('AYVW','authorization/first/9BZD//start/0/1','request','client',2,'2026-11-16',NULL,'2026-12-02','2026-11-16','2026-12-01','9BZD',NULL,'maya','Get the client''s signature on an authorization: the authorization ended on 14 Nov 2026','[]','Sat 14 Nov 2026; Sat 14 Nov weekend, Sun 15 Nov weekend: Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-16',16);
INSERT INTO "follow_ups" VALUES('XJH2','authorization/second/9BZD//start/0/1','request','client',2,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17','9BZD',NULL,'maya','Get the client''s signature on an authorization: the authorization ended on 14 Nov 2026','[]','Sat 14 Nov 2026 + 13 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',17);
INSERT INTO "follow_ups" VALUES('DZJG','initial-report/report/9BZD/387G/F29/0/1','report','provider',2,'2026-10-28',NULL,'2026-12-27','2026-10-28','2026-11-11','9BZD','387G','maya','Report the first assessment: assessment on Fri 23 Oct 2026','["F29"]','Fri 23 Oct 2026 + 3 business days = Wed 28 Oct 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-10-28',18);
INSERT INTO "follow_ups" VALUES('N9AA','monthly-report/report/9BZD/387G/F29/1/1','report','provider',2,'2026-11-20',NULL,'2026-12-21','2026-11-13','2026-12-07','9BZD','387G','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Sun 22 Nov 2026','["F29"]','Sun 22 Nov 2026 - 2 days = Fri 20 Nov 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 20 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-20',19);
INSERT INTO "follow_ups" VALUES('1H4D','monthly-report/report/9BZD/387G/F29/2/1','report','provider',2,'2026-12-18',NULL,'2027-01-20','2026-12-11','2027-01-05','9BZD','387G','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Tue 22 Dec 2026','["F29"]','Tue 22 Dec 2026 - 2 days = Sun 20 Dec 2026; Sun 20 Dec weekend, Sat 19 Dec weekend: Fri 18 Dec 2026','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 18 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-18',20);
INSERT INTO "follow_ups" VALUES('X82T','monthly-report/report/9BZD/387G/F29/3/1','report','provider',2,'2027-01-19',NULL,'2027-02-19','2027-01-11','2027-02-02','9BZD','387G','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Thu 21 Jan 2027','["F29"]','Thu 21 Jan 2027 - 2 days = Tue 19 Jan 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 19 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-19',21);
INSERT INTO "follow_ups" VALUES('EYJE','monthly-report/report/9BZD/387G/F29/4/1','report','provider',2,'2027-02-18',NULL,'2027-03-21','2027-02-10','2027-03-04','9BZD','387G','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Sat 20 Feb 2027','["F29"]','Sat 20 Feb 2027 - 2 days = Thu 18 Feb 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 18 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-18',22);
INSERT INTO "follow_ups" VALUES('XEHV','monthly-report/report/9BZD/387G/F29/5/1','report','provider',2,'2027-03-19',NULL,'2027-04-20','2027-03-12','2027-04-02','9BZD','387G','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Mon 22 Mar 2027','["F29"]','Mon 22 Mar 2027 - 2 days = Sat 20 Mar 2027; Sat 20 Mar weekend: Fri 19 Mar 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-19',23);
INSERT INTO "follow_ups" VALUES('DCSC','monthly-report/report/9BZD/387G/F29/6/1','report','provider',2,'2027-04-19',NULL,'2027-05-20','2027-04-12','2027-05-03','9BZD','387G','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Wed 21 Apr 2027','["F29"]','Wed 21 Apr 2027 - 2 days = Mon 19 Apr 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 19 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-19',24);
INSERT INTO "follow_ups" VALUES('15BE','monthly-report/report/9BZD/387G/F29/7/1','report','provider',2,'2027-05-19',NULL,'2027-06-19','2027-05-12','2027-06-03','9BZD','387G','maya','Regular progress report: assessment on Fri 23 Oct 2026; every 30 days: Fri 21 May 2027','["F29"]','Fri 21 May 2027 - 2 days = Wed 19 May 2027','the authorization ended on 14 Nov 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 19 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-19',25);
INSERT INTO "follow_ups" VALUES('M0WM','reach-new-client/call/9JB2//F61/0/1','call','client',2,'2026-11-23',NULL,'2026-12-14','2026-11-23','2026-12-08','9JB2',NULL,'jon','Reach a referred client: referral on Fri 20 Nov 2026','["F61"]','Fri 20 Nov 2026 + 1 business day = Mon 23 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 23 Nov 2026"]','2026-11-23','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-23',26);
INSERT INTO "follow_ups" VALUES('JM66','thank-referrer/thank-you/9JB2/9R4W/F61/0/1','thank_you','provider',3,'2026-11-23',NULL,'2026-12-14','2026-11-23','2026-12-08','9JB2','9R4W','jon','Thank the provider for a referral: referral on Fri 20 Nov 2026','["F61"]','Fri 20 Nov 2026 + 1 business day = Mon 23 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 23 Nov 2026"]','2026-11-23','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-23',27);
INSERT INTO "follow_ups" VALUES('C3Y5','discharge-summary/report/FJX2/Y78F/F60/0/1','report','provider',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','FJX2','Y78F','jon','Discharge summary and thanks: discharge on Sat 21 Nov 2026','["F60"]','Sat 21 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-25',28);
INSERT INTO "follow_ups" VALUES('KDFZ','decline/call/H7G7/RMCQ/F9/0/1','call','provider',1,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','H7G7','RMCQ','maya','Call about a meaningful decline: meaningful decline in Pain NRS 0-10 on Mon 23 Nov 2026, held against Mon 9 Nov 2026','["F8","F9"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','done',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004','reached','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026","done Tue 24 Nov 2026: reached"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',100);
INSERT INTO "follow_ups" VALUES('BT4H','monthly-report/report/H7G7/RMCQ/F6/3/1','report','provider',2,'2026-12-28',NULL,'2027-01-28','2026-12-18','2027-01-12','H7G7','RMCQ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Wed 30 Dec 2026','["F6"]','Wed 30 Dec 2026 - 2 days = Mon 28 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 28 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-28',30);
INSERT INTO "follow_ups" VALUES('DKK4','monthly-report/report/H7G7/RMCQ/F6/4/1','report','provider',2,'2027-01-27',NULL,'2027-02-27','2027-01-20','2027-02-10','H7G7','RMCQ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Fri 29 Jan 2027','["F6"]','Fri 29 Jan 2027 - 2 days = Wed 27 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 27 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-27',31);
INSERT INTO "follow_ups" VALUES('8PZ5','monthly-report/report/H7G7/RMCQ/F6/5/1','report','provider',2,'2027-02-26',NULL,'2027-03-29','2027-02-19','2027-03-12','H7G7','RMCQ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Sun 28 Feb 2027','["F6"]','Sun 28 Feb 2027 - 2 days = Fri 26 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 26 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-26',32);
INSERT INTO "follow_ups" VALUES('9JJF','monthly-report/report/H7G7/RMCQ/F6/6/1','report','provider',2,'2027-03-26',NULL,'2027-04-28','2027-03-19','2027-04-09','H7G7','RMCQ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Tue 30 Mar 2027','["F6"]','Tue 30 Mar 2027 - 2 days = Sun 28 Mar 2027; Sun 28 Mar weekend, Sat 27 Mar weekend: Fri 26 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 26 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-26',33);
INSERT INTO "follow_ups" VALUES('C1MN','monthly-report/report/H7G7/RMCQ/F6/7/1','report','provider',2,'2027-04-27',NULL,'2027-05-28','2027-04-20','2027-05-11','H7G7','RMCQ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Thu 29 Apr 2027','["F6"]','Thu 29 Apr 2027 - 2 days = Tue 27 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 27 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-27',34);
INSERT INTO "follow_ups" VALUES('EM1X','monthly-report/report/H7G7/RMCQ/F6/8/1','report','provider',2,'2027-05-27',NULL,'2027-06-27','2027-05-20','2027-06-11','H7G7','RMCQ','maya','Regular progress report: assessment on Thu 1 Oct 2026; every 30 days: Sat 29 May 2027','["F6"]','Sat 29 May 2027 - 2 days = Thu 27 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 27 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-27',35);
INSERT INTO "follow_ups" VALUES('HXS1','visit-report/report/H7G7/RMCQ/F15/0/1','report','provider',2,'2026-11-24',NULL,'2026-11-30','2026-11-17','2026-11-24','H7G7','RMCQ','maya','Report before the visit: visit on Mon 30 Nov 2026 10:30','["F15"]','Mon 30 Nov 2026 - 3 business days = Tue 24 Nov 2026',NULL,'["monthly-report, which would have been due on Fri 27 Nov 2026"]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000004',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'closer to the contact on Tue 24 Nov 2026 than the pace allows, because it cannot wait',NULL,'','2026-11-24',102);
INSERT INTO "follow_ups" VALUES('B3VV','authorization/first/J0G1//start/0/1','request','client',2,'2026-11-06',NULL,'2026-11-24','2026-11-06','2026-11-20','J0G1',NULL,'jon','Get the client''s signature on an authorization: authorization ends on Sun 6 Dec 2026, 20 business days before','[]','Fri 6 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 6 Nov 2026"]','2026-11-06','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-06',37);
INSERT INTO "follow_ups" VALUES('YGYR','authorization/second/J0G1//start/0/1','request','client',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','J0G1',NULL,'jon','Get the client''s signature on an authorization: authorization ends on Sun 6 Dec 2026, 20 business days before','[]','Fri 6 Nov 2026 + 13 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-25',38);
INSERT INTO "follow_ups" VALUES('4Y6G','joint-visit/ask/J0G1/387G/F47/0/1','call','provider',3,'2026-11-25',NULL,'2026-12-03','2026-11-18','2026-11-25','J0G1','387G','jon','Prepare to attend a visit with the client: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026 - 7 days = Thu 26 Nov 2026; Thu 26 Nov Thanksgiving Day: Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'4Y6G','',NULL,'','2026-11-25',85);
INSERT INTO "follow_ups" VALUES('V4AM','joint-visit/attend/J0G1/387G/F47/0/1','visit','provider',2,'2026-12-03','14:00:00.000000','2026-12-03','2026-12-03','2026-12-03','J0G1','387G','jon','Prepare to attend a visit with the client: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',40);
INSERT INTO "follow_ups" VALUES('MA63','monthly-report/report/J0G1/387G/F45/1/1','report','provider',2,'2026-11-06',NULL,'2026-12-08','2026-10-30','2026-11-20','J0G1','387G','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Mon 9 Nov 2026','["F45"]','Mon 9 Nov 2026 - 2 days = Sat 7 Nov 2026; Sat 7 Nov weekend: Fri 6 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 6 Nov 2026"]','2026-11-06','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-06',41);
INSERT INTO "follow_ups" VALUES('A7C7','monthly-report/report/J0G1/387G/F45/3/1','report','provider',2,'2027-01-06',NULL,'2027-02-06','2026-12-29','2027-01-21','J0G1','387G','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Fri 8 Jan 2027','["F45"]','Fri 8 Jan 2027 - 2 days = Wed 6 Jan 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 6 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-06',42);
INSERT INTO "follow_ups" VALUES('YVE5','monthly-report/report/J0G1/387G/F45/4/1','report','provider',2,'2027-02-05',NULL,'2027-03-08','2027-01-29','2027-02-22','J0G1','387G','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Sun 7 Feb 2027','["F45"]','Sun 7 Feb 2027 - 2 days = Fri 5 Feb 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 5 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-05',43);
INSERT INTO "follow_ups" VALUES('FSNS','monthly-report/report/J0G1/387G/F45/5/1','report','provider',2,'2027-03-05',NULL,'2027-04-07','2027-02-26','2027-03-19','J0G1','387G','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Tue 9 Mar 2027','["F45"]','Tue 9 Mar 2027 - 2 days = Sun 7 Mar 2027; Sun 7 Mar weekend, Sat 6 Mar weekend: Fri 5 Mar 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 5 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-05',44);
INSERT INTO "follow_ups" VALUES('CFSR','monthly-report/report/J0G1/387G/F45/6/1','report','provider',2,'2027-04-06',NULL,'2027-05-07','2027-03-30','2027-04-20','J0G1','387G','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Thu 8 Apr 2027','["F45"]','Thu 8 Apr 2027 - 2 days = Tue 6 Apr 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 6 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-06',45);
INSERT INTO "follow_ups" VALUES('1PSB','monthly-report/report/J0G1/387G/F45/7/1','report','provider',2,'2027-05-06',NULL,'2027-06-06','2027-04-29','2027-05-20','J0G1','387G','jon','Regular progress report: assessment on Sat 10 Oct 2026; every 30 days: Sat 8 May 2027','["F45"]','Sat 8 May 2027 - 2 days = Thu 6 May 2027','the authorization ended on 6 Dec 2026','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 6 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-06',46);
INSERT INTO "follow_ups" VALUES('QP9T','visit-report/report/J0G1/387G/F47/0/1','report','provider',2,'2026-11-30',NULL,'2026-12-03','2026-11-20','2026-11-30','J0G1','387G','jon','Report before the visit: visit on Thu 3 Dec 2026 14:00','["F47"]','Thu 3 Dec 2026 - 3 business days = Mon 30 Nov 2026',NULL,'["monthly-report, which would have been due on Mon 7 Dec 2026"]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 30 Nov 2026","paced Tue 24 Nov 2026 from Mon 30 Nov 2026 to Wed 25 Nov 2026: one contact for several"]',NULL,NULL,NULL,'2026-11-25','4Y6G','from Mon 30 Nov 2026 to Wed 25 Nov 2026: one contact for several',NULL,'','2026-11-25',86);
INSERT INTO "follow_ups" VALUES('S9RE','initial-report/report/M6TG//F62/0/1','report','provider',2,'2026-10-28',NULL,'2026-12-27','2026-10-28','2026-11-11','M6TG',NULL,'jon','Report the first assessment: assessment on Sat 24 Oct 2026','["F62"]','Sat 24 Oct 2026 + 3 business days = Wed 28 Oct 2026','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-10-28',48);
INSERT INTO "follow_ups" VALUES('3KSA','monthly-report/report/M6TG//F62/1/1','report','provider',2,'2026-11-20',NULL,'2026-12-22','2026-11-13','2026-12-07','M6TG',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Mon 23 Nov 2026','["F62"]','Mon 23 Nov 2026 - 2 days = Sat 21 Nov 2026; Sat 21 Nov weekend: Fri 20 Nov 2026','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 20 Nov 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-11-20',49);
INSERT INTO "follow_ups" VALUES('MTGT','monthly-report/report/M6TG//F62/2/1','report','provider',2,'2026-12-21',NULL,'2027-01-21','2026-12-14','2027-01-06','M6TG',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Wed 23 Dec 2026','["F62"]','Wed 23 Dec 2026 - 2 days = Mon 21 Dec 2026','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 21 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-21',50);
INSERT INTO "follow_ups" VALUES('ZKSP','monthly-report/report/M6TG//F62/3/1','report','provider',2,'2027-01-20',NULL,'2027-02-20','2027-01-12','2027-02-03','M6TG',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Fri 22 Jan 2027','["F62"]','Fri 22 Jan 2027 - 2 days = Wed 20 Jan 2027','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 20 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-20',51);
INSERT INTO "follow_ups" VALUES('J6YM','monthly-report/report/M6TG//F62/4/1','report','provider',2,'2027-02-19',NULL,'2027-03-22','2027-02-11','2027-03-05','M6TG',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Sun 21 Feb 2027','["F62"]','Sun 21 Feb 2027 - 2 days = Fri 19 Feb 2027','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-19',52);
INSERT INTO "follow_ups" VALUES('MHAZ','monthly-report/report/M6TG//F62/5/1','report','provider',2,'2027-03-19',NULL,'2027-04-21','2027-03-12','2027-04-02','M6TG',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Tue 23 Mar 2027','["F62"]','Tue 23 Mar 2027 - 2 days = Sun 21 Mar 2027; Sun 21 Mar weekend, Sat 20 Mar weekend: Fri 19 Mar 2027','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 19 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-19',53);
INSERT INTO "follow_ups" VALUES('F409','monthly-report/report/M6TG//F62/6/1','report','provider',2,'2027-04-20',NULL,'2027-05-21','2027-04-13','2027-05-04','M6TG',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Thu 22 Apr 2027','["F62"]','Thu 22 Apr 2027 - 2 days = Tue 20 Apr 2027','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 20 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-20',54);
INSERT INTO "follow_ups" VALUES('PV9R','monthly-report/report/M6TG//F62/7/1','report','provider',2,'2027-05-20',NULL,'2027-06-20','2027-05-13','2027-06-04','M6TG',NULL,'jon','Regular progress report: assessment on Sat 24 Oct 2026; every 30 days: Sat 22 May 2027','["F62"]','Sat 22 May 2027 - 2 days = Thu 20 May 2027','nobody on file is referring, else primary care','[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 20 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-20',55);
INSERT INTO "follow_ups" VALUES('7DEX','next-visit/check/M6TG//start/0/1','check','client',3,'2026-10-28',NULL,'2026-11-27','2026-10-28','2026-11-11','M6TG',NULL,'jon','Ask when the next visit to the doctor is: no next visit is known','[]','Sat 24 Oct 2026 + 3 business days = Wed 28 Oct 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 28 Oct 2026"]','2026-10-28','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-10-28',56);
INSERT INTO "follow_ups" VALUES('7A83','initial-report/report/SQYF/NZBB/F55/0/1','report','provider',2,'2026-11-25',NULL,'2027-01-24','2026-11-25','2026-12-10','SQYF','NZBB','jon','Report the first assessment: assessment on Sat 21 Nov 2026','["F55"]','Sat 21 Nov 2026 + 3 business days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026","paced Tue 24 Nov 2026 from Wed 25 Nov 2026 to Wed 2 Dec 2026: a contact on Tue 24 Nov 2026"]',NULL,NULL,NULL,'2026-12-02','7A83','from Wed 25 Nov 2026 to Wed 2 Dec 2026: a contact on Tue 24 Nov 2026',NULL,'','2026-12-02',82);
INSERT INTO "follow_ups" VALUES('C6NH','monthly-report/report/SQYF/NZBB/F55/1/1','report','provider',2,'2026-12-17',NULL,'2027-01-19','2026-12-10','2027-01-04','SQYF','NZBB','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Mon 21 Dec 2026','["F55"]','Mon 21 Dec 2026 - 2 days = Sat 19 Dec 2026; Sat 19 Dec weekend, Fri 18 Dec Carla Reyes''s office is closed: Thu 17 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 17 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-17',58);
INSERT INTO "follow_ups" VALUES('CM1E','monthly-report/report/SQYF/NZBB/F55/2/1','report','provider',2,'2027-01-14',NULL,'2027-02-18','2027-01-07','2027-01-29','SQYF','NZBB','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Wed 20 Jan 2027','["F55"]','Wed 20 Jan 2027 - 2 days = Mon 18 Jan 2027; Mon 18 Jan Martin Luther King Jr. Day, Sun 17 Jan weekend, Sat 16 Jan weekend, Fri 15 Jan Carla Reyes''s office is closed: Thu 14 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 14 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-14',59);
INSERT INTO "follow_ups" VALUES('MW7H','monthly-report/report/SQYF/NZBB/F55/3/1','report','provider',2,'2027-02-17',NULL,'2027-03-20','2027-02-09','2027-03-03','SQYF','NZBB','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Fri 19 Feb 2027','["F55"]','Fri 19 Feb 2027 - 2 days = Wed 17 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 17 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-17',60);
INSERT INTO "follow_ups" VALUES('FW21','monthly-report/report/SQYF/NZBB/F55/4/1','report','provider',2,'2027-03-18',NULL,'2027-04-19','2027-03-11','2027-04-01','SQYF','NZBB','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Sun 21 Mar 2027','["F55"]','Sun 21 Mar 2027 - 2 days = Fri 19 Mar 2027; Fri 19 Mar Carla Reyes''s office is closed: Thu 18 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 18 Mar 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-03-18',61);
INSERT INTO "follow_ups" VALUES('47PF','monthly-report/report/SQYF/NZBB/F55/5/1','report','provider',2,'2027-04-15',NULL,'2027-05-19','2027-04-08','2027-04-29','SQYF','NZBB','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Tue 20 Apr 2027','["F55"]','Tue 20 Apr 2027 - 2 days = Sun 18 Apr 2027; Sun 18 Apr weekend, Sat 17 Apr weekend, Fri 16 Apr Carla Reyes''s office is closed: Thu 15 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 15 Apr 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-04-15',62);
INSERT INTO "follow_ups" VALUES('Y9AG','monthly-report/report/SQYF/NZBB/F55/6/1','report','provider',2,'2027-05-18',NULL,'2027-06-18','2027-05-11','2027-06-02','SQYF','NZBB','jon','Regular progress report: assessment on Sat 21 Nov 2026; every 30 days: Thu 20 May 2027','["F55"]','Thu 20 May 2027 - 2 days = Tue 18 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 18 May 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-05-18',63);
INSERT INTO "follow_ups" VALUES('QR47','next-visit/check/SQYF//start/0/1','check','client',3,'2026-11-24',NULL,'2026-12-24','2026-11-24','2026-12-09','SQYF',NULL,'jon','Ask when the next visit to the doctor is: no next visit is known','[]','Thu 19 Nov 2026 + 3 business days = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',64);
INSERT INTO "follow_ups" VALUES('92NR','thank-referrer/thank-you/SQYF/NZBB/F52/0/1','thank_you','provider',3,'2026-11-16',NULL,'2026-12-07','2026-11-16','2026-12-01','SQYF','NZBB','jon','Thank the provider for a referral: referral on Sat 14 Nov 2026','["F52"]','Sat 14 Nov 2026 + 1 business day = Mon 16 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 16 Nov 2026"]','2026-11-16','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-16',65);
INSERT INTO "follow_ups" VALUES('FGZ2','monthly-report/report/XHVD/0MMM/F33/2/1','report','provider',2,'2026-11-25',NULL,'2026-12-26','2026-11-18','2026-12-10','XHVD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Fri 27 Nov 2026','["F33"]','Fri 27 Nov 2026 - 2 days = Wed 25 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Wed 25 Nov 2026"]',NULL,NULL,NULL,NULL,'FGZ2','',NULL,'','2026-11-25',83);
INSERT INTO "follow_ups" VALUES('P893','monthly-report/report/XHVD/0MMM/F33/3/1','report','provider',2,'2026-12-24',NULL,'2027-01-25','2026-12-17','2027-01-11','XHVD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sun 27 Dec 2026','["F33"]','Sun 27 Dec 2026 - 2 days = Fri 25 Dec 2026; Fri 25 Dec Christmas Day: Thu 24 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 24 Dec 2026"]',NULL,NULL,NULL,NULL,'3WY7','',NULL,'','2026-12-24',89);
INSERT INTO "follow_ups" VALUES('BWK7','monthly-report/report/XHVD/0MMM/F33/4/1','report','provider',2,'2027-01-22',NULL,'2027-02-24','2027-01-14','2027-02-05','XHVD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Tue 26 Jan 2027','["F33"]','Tue 26 Jan 2027 - 2 days = Sun 24 Jan 2027; Sun 24 Jan weekend, Sat 23 Jan weekend: Fri 22 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 22 Jan 2027"]',NULL,NULL,NULL,NULL,'PZ2W','',NULL,'','2027-01-22',91);
INSERT INTO "follow_ups" VALUES('TX7Y','monthly-report/report/XHVD/0MMM/F33/5/1','report','provider',2,'2027-02-23',NULL,'2027-03-26','2027-02-16','2027-03-09','XHVD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Thu 25 Feb 2027','["F33"]','Thu 25 Feb 2027 - 2 days = Tue 23 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 23 Feb 2027"]',NULL,NULL,NULL,NULL,'855G','',NULL,'','2027-02-23',93);
INSERT INTO "follow_ups" VALUES('9F91','monthly-report/report/XHVD/0MMM/F33/6/1','report','provider',2,'2027-03-25',NULL,'2027-04-25','2027-03-18','2027-04-08','XHVD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Sat 27 Mar 2027','["F33"]','Sat 27 Mar 2027 - 2 days = Thu 25 Mar 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 25 Mar 2027"]',NULL,NULL,NULL,NULL,'YK1S','',NULL,'','2027-03-25',95);
INSERT INTO "follow_ups" VALUES('QPYY','monthly-report/report/XHVD/0MMM/F33/7/1','report','provider',2,'2027-04-23',NULL,'2027-05-25','2027-04-16','2027-05-07','XHVD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Mon 26 Apr 2027','["F33"]','Mon 26 Apr 2027 - 2 days = Sat 24 Apr 2027; Sat 24 Apr weekend: Fri 23 Apr 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Fri 23 Apr 2027"]',NULL,NULL,NULL,NULL,'4NBR','',NULL,'','2027-04-23',97);
INSERT INTO "follow_ups" VALUES('FFH8','monthly-report/report/XHVD/0MMM/F33/8/1','report','provider',2,'2027-05-24',NULL,'2027-06-24','2027-05-17','2027-06-08','XHVD','0MMM','maya','Regular progress report: assessment on Mon 28 Sep 2026; every 30 days: Wed 26 May 2027','["F33"]','Wed 26 May 2027 - 2 days = Mon 24 May 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 24 May 2027"]',NULL,NULL,NULL,NULL,'C0FC','',NULL,'','2027-05-24',99);
INSERT INTO "follow_ups" VALUES('YZEJ','reach-new-client/call/ZNRX//F36/0/1','call','client',2,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','ZNRX',NULL,'maya','Reach a referred client: referral on Mon 23 Nov 2026','["F36"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',73);
INSERT INTO "follow_ups" VALUES('5FC2','thank-referrer/thank-you/ZNRX/NZBB/F36/0/1','thank_you','provider',3,'2026-11-24',NULL,'2026-12-15','2026-11-24','2026-12-09','ZNRX','NZBB','maya','Thank the provider for a referral: referral on Mon 23 Nov 2026','["F36"]','Mon 23 Nov 2026 + 1 business day = Tue 24 Nov 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 24 Nov 2026"]','2026-11-24','2026-11-24 14:00:00.000004',NULL,NULL,NULL,'',NULL,'','2026-11-24',74);
INSERT INTO "follow_ups" VALUES('AQXN','touch-A/referral-form//0MMM/start/0/1','referral_form','provider',4,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17',NULL,'0MMM','maya','Stay in touch with A offices: last in touch on Tue 27 Oct 2026 + 30 days','["F23"]','Thu 26 Nov 2026 + 5 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',75);
INSERT INTO "follow_ups" VALUES('7D52','touch-B/referral-form//387G/start/0/1','referral_form','provider',4,'2027-01-19',NULL,'2027-03-20','2027-01-19','2027-02-02',NULL,'387G','maya','Stay in touch with B offices: last in touch on Tue 13 Oct 2026 + 90 days','["F46"]','Mon 11 Jan 2027 + 5 business days = Tue 19 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 19 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-19',76);
INSERT INTO "follow_ups" VALUES('33RH','touch-B/referral-form//8QDH/start/0/1','referral_form','provider',4,'2027-02-02',NULL,'2027-04-03','2027-02-02','2027-02-17',NULL,'8QDH','maya','Stay in touch with B offices: last in touch on Wed 28 Oct 2026 + 90 days','["F41"]','Tue 26 Jan 2027 + 5 business days = Tue 2 Feb 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Tue 2 Feb 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-02-02',77);
INSERT INTO "follow_ups" VALUES('TCWB','touch-B/referral-form//9R4W/start/0/1','referral_form','provider',4,'2027-01-14',NULL,'2027-03-15','2027-01-14','2027-01-29',NULL,'9R4W','maya','Stay in touch with B offices: never in touch since Fri 25 Sep 2026, first touches spread over eight weeks (+ 14 days) + 90 days','[]','Thu 7 Jan 2027 + 5 business days = Thu 14 Jan 2027',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 14 Jan 2027"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2027-01-14',78);
INSERT INTO "follow_ups" VALUES('V5Z5','touch-A/referral-form//NZBB/start/0/1','referral_form','provider',4,'2026-11-30',NULL,'2027-01-29','2026-11-30','2026-12-14',NULL,'NZBB','maya','Stay in touch with A offices: never in touch since Fri 25 Sep 2026, first touches spread over eight weeks (+ 28 days) + 30 days','[]','Sun 22 Nov 2026 + 5 business days = Mon 30 Nov 2026',NULL,'[]','','open',NULL,NULL,1,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Mon 30 Nov 2026","paced Tue 24 Nov 2026 from Mon 30 Nov 2026 to Wed 2 Dec 2026: one contact for several"]',NULL,NULL,NULL,'2026-12-02','7A83','from Mon 30 Nov 2026 to Wed 2 Dec 2026: one contact for several',NULL,'','2026-12-02',87);
INSERT INTO "follow_ups" VALUES('FTBS','touch-A/referral-form//RMCQ/start/0/1','referral_form','provider',4,'2027-01-04',NULL,'2027-03-05','2027-01-04','2027-01-19',NULL,'RMCQ','maya','Stay in touch with A offices: last in touch on Tue 24 Nov 2026 + 30 days','["F67"]','Thu 24 Dec 2026 + 5 business days = Mon 4 Jan 2027',NULL,'[]','','open',NULL,NULL,2,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000004',NULL,'','','["planned Tue 24 Nov 2026 for Fri 4 Dec 2026","moved Tue 24 Nov 2026 from Fri 4 Dec 2026 to Mon 4 Jan 2027","paced Tue 24 Nov 2026 from Mon 4 Jan 2027 to Tue 5 Jan 2027: a contact on Mon 28 Dec 2026"]',NULL,NULL,NULL,'2027-01-05',NULL,'from Mon 4 Jan 2027 to Tue 5 Jan 2027: a contact on Mon 28 Dec 2026',NULL,'','2027-01-05',103);
INSERT INTO "follow_ups" VALUES('TDXR','touch-B/referral-form//WVCV/start/0/1','referral_form','provider',4,'2026-12-03',NULL,'2027-02-01','2026-12-03','2026-12-17',NULL,'WVCV','maya','Stay in touch with B offices: last in touch on Thu 27 Aug 2026 + 90 days','["F65"]','Wed 25 Nov 2026 + 5 business days = Thu 3 Dec 2026',NULL,'[]','','open',NULL,NULL,0,'2026-11-24 14:00:00.000008','2026-11-24 14:00:00.000008',NULL,'','','["planned Tue 24 Nov 2026 for Thu 3 Dec 2026"]',NULL,NULL,NULL,NULL,NULL,'',NULL,'','2026-12-03',81);
CREATE TABLE forms (
	id INTEGER NOT NULL, 
	provider VARCHAR(12) NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	version VARCHAR(20) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	used_at DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (token_hash)
);
INSERT INTO "forms" VALUES(1,'RMCQ','76720706d144bd26cd354f408c36a3904ff70e7ab256df588eee62b767627fd4','2026-11','2026-11-24 14:00:00.000008','2027-11-24 14:00:00.000008',NULL,'2026-11-24 14:00:00.000000');
CREATE TABLE invitations (
	id INTEGER NOT NULL, 
	fact INTEGER NOT NULL, 
	provider VARCHAR(12) NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	attendee TEXT NOT NULL, 
	organizer TEXT NOT NULL, 
	sequence INTEGER NOT NULL, 
	signature VARCHAR(64) NOT NULL, 
	title TEXT NOT NULL, 
	place TEXT NOT NULL, 
	starts DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	state VARCHAR(12) NOT NULL, 
	told BOOLEAN NOT NULL, 
	letter INTEGER NOT NULL, 
	answer VARCHAR(16) NOT NULL, 
	answered_at DATETIME, 
	proposed DATETIME, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (uid)
);
CREATE TABLE journal (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	verb VARCHAR(20) NOT NULL, 
	what TEXT NOT NULL, 
	"before" JSON NOT NULL, 
	undone_at DATETIME, 
	PRIMARY KEY (number)
);
INSERT INTO "journal" VALUES(1,'2026-11-24 14:00:00.000004','done','call KDFZ','{"facts":[[67,0]],"follow_ups":{"KDFZ":{"state":"open","pinned":null,"snoozed_until":null,"outcome":"","note":"","closed_at":null,"seen_at":null}},"people":{}}',NULL);
CREATE TABLE logins (
	practitioner VARCHAR(40) NOT NULL, 
	password_hash TEXT NOT NULL, 
	changed_at DATETIME NOT NULL, 
	PRIMARY KEY (practitioner)
);
CREATE TABLE meta (
	name VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('secret','995cf9aa2337d93d09c79f3243328720');
INSERT INTO "meta" VALUES('rule_since/thank-referrer','');
INSERT INTO "meta" VALUES('rule_since/reach-new-client','');
INSERT INTO "meta" VALUES('rule_since/initial-report','');
INSERT INTO "meta" VALUES('rule_since/monthly-report','');
INSERT INTO "meta" VALUES('rule_since/visit-report','');
INSERT INTO "meta" VALUES('rule_since/red-flag','');
INSERT INTO "meta" VALUES('rule_since/fall','');
INSERT INTO "meta" VALUES('rule_since/authorization','');
INSERT INTO "meta" VALUES('rule_since/discharge-summary','');
INSERT INTO "meta" VALUES('rule_since/next-visit','');
INSERT INTO "meta" VALUES('rule_since/introduction-call','');
INSERT INTO "meta" VALUES('rule_since/joint-visit','');
INSERT INTO "meta" VALUES('rule_since/goal-met','');
INSERT INTO "meta" VALUES('rule_since/decline','');
INSERT INTO "meta" VALUES('rule_since/touch-A','');
INSERT INTO "meta" VALUES('rule_since/touch-B','');
INSERT INTO "meta" VALUES('first_rules','2026-11-24');
INSERT INTO "meta" VALUES('rules_digest','7696e41e44f11ef6');
INSERT INTO "meta" VALUES('planned_on','2026-11-24');
INSERT INTO "meta" VALUES('planned_files','975e8001f34e9e0a');
INSERT INTO "meta" VALUES('round_started','2026-11-24T14:00:00.000004+00:00');
INSERT INTO "meta" VALUES('round_done','2026-11-24T14:00:00.000004+00:00');
INSERT INTO "meta" VALUES('disclosures_head','1 0ed7dcbe6acaddbef3c2b201441d177b1bc8370b7b7d7ebe1521004b3fa13b91');
CREATE TABLE mirrored (
	publisher VARCHAR(40) NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	href TEXT NOT NULL, 
	etag TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	starts VARCHAR(40) NOT NULL, 
	left_at DATETIME, 
	PRIMARY KEY (publisher, uid)
);
CREATE TABLE "outbox" (
	id INTEGER NOT NULL, 
	occasion TEXT NOT NULL, 
	channel VARCHAR(40) NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	recipient TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	body TEXT NOT NULL, 
	html TEXT, 
	about JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	attempts INTEGER NOT NULL, 
	doubts INTEGER NOT NULL, 
	next_try DATETIME NOT NULL, 
	leased_until DATETIME, 
	settled_at DATETIME, 
	detail TEXT NOT NULL, 
	purpose VARCHAR(12) DEFAULT 'own' NOT NULL, 
	client VARCHAR(12), 
	provider VARCHAR(12), raw BLOB, 
	PRIMARY KEY (id), 
	CONSTRAINT outbox_client FOREIGN KEY(client) REFERENCES clients (code), 
	CONSTRAINT outbox_provider FOREIGN KEY(provider) REFERENCES providers (code), 
	UNIQUE (occasion)
);
INSERT INTO "outbox" VALUES(1,'morning/maya/2026-11-24/folder','folder','maya','maya@northside.example','<1e3eb5a2f1d7b79b6636b922@rapport.invalid>','Rapport: 2 now, 5 today, 2 blocked','Tuesday 24 November 2026 · Maya Chen

NOW      KDFZ  call, Dr. Alan Lee, orthopedics, (617) 555-0142
         TZDV  call, Dr. Eva Novak, primary care, (617) 555-0131
TODAY    AYVW  request, client 9BZD
         NMRQ  report, Dr. Eva Novak, primary care, (617) 555-0131
         YZEJ  call, client ZNRX
         HXS1  report, Dr. Alan Lee, orthopedics, (617) 555-0142
         5FC2  thank-you, Carla Reyes, physical therapy, (617) 555-0151
BLOCKED  DZJG  report, Dr. Sam Ortiz, cardiology, (617) 555-0121: the authorization ended on 14 Nov 2026; first AYVW
         N9AA  report, Dr. Sam Ortiz, cardiology, (617) 555-0121: the authorization ended on 14 Nov 2026; first AYVW

Tomorrow 2, this week 2.            http://127.0.0.1:8765/today
The first round · calendar not fetched yet · no backup yet
','<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rapport: 2 now, 5 today, 2 blocked</title>
</head>
<body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem">
<h1 style="font-size: 1.2rem">Tuesday 24 November 2026 · Maya Chen</h1>
<h2 style="font-size: 1rem">NOW</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#KDFZ">KDFZ</a> <strong>call, Dr. Alan Lee, orthopedics</strong>
<br><a href="tel:6175550142">(617) 555-0142</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#TZDV">TZDV</a> <strong>call, Dr. Eva Novak, primary care</strong>
<br><a href="tel:6175550131">(617) 555-0131</a>
</li>
</ul>
<h2 style="font-size: 1rem">TODAY</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#AYVW">AYVW</a> <strong>request, client 9BZD</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#NMRQ">NMRQ</a> <strong>report, Dr. Eva Novak, primary care</strong>
<br><a href="tel:6175550131">(617) 555-0131</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#YZEJ">YZEJ</a> <strong>call, client ZNRX</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#HXS1">HXS1</a> <strong>report, Dr. Alan Lee, orthopedics</strong>
<br><a href="tel:6175550142">(617) 555-0142</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#5FC2">5FC2</a> <strong>thank-you, Carla Reyes, physical therapy</strong>
<br><a href="tel:6175550151">(617) 555-0151</a>
</li>
</ul>
<h2 style="font-size: 1rem">BLOCKED</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#DZJG">DZJG</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>
<br><a href="tel:6175550121">(617) 555-0121</a>
<br>the authorization ended on 14 Nov 2026; first AYVW
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#N9AA">N9AA</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>
<br><a href="tel:6175550121">(617) 555-0121</a>
<br>the authorization ended on 14 Nov 2026; first AYVW
</li>
</ul>
<p>Tomorrow 2, this week 2.
<br><a href="http://127.0.0.1:8765/today">http://127.0.0.1:8765/today</a>
</p>
<footer style="font-size: .85rem">
The first round · calendar not fetched yet · no backup yet
</footer>
</body>
</html>
','[]','2026-11-24 14:00:00.000004','2026-11-25 01:00:00.000000','sent',1,0,'2026-11-24 14:00:00.083868',NULL,'2026-11-24 14:00:00.086566','/srv/rapport/outbox/1e3eb5a2f1d7b79b6636b922@rapport.invalid-77c3497a8154.eml','own',NULL,NULL,NULL);
INSERT INTO "outbox" VALUES(2,'morning/jon/2026-11-24/folder','folder','jon','jon@northside.example','<132fbaf64c7a29b5b1115d91@rapport.invalid>','Rapport: 7 today, 2 blocked','Tuesday 24 November 2026 · Jon Park

TODAY    B3VV  request, client J0G1
         MA63  report, Dr. Sam Ortiz, cardiology, (617) 555-0121
         M0WM  call, client 9JB2
         7DEX  check, client M6TG
         92NR  thank-you, Carla Reyes, physical therapy, (617) 555-0151
         JM66  thank-you, Tom Brandt, chiropractic, (617) 555-0161
         QR47  check, client SQYF
BLOCKED  S9RE  report, nobody on file yet: nobody on file is referring, else primary care
         3KSA  report, nobody on file yet: nobody on file is referring, else primary care

Tomorrow 4, this week 4.            http://127.0.0.1:8765/today
The first round · calendar not fetched yet · no backup yet
','<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rapport: 7 today, 2 blocked</title>
</head>
<body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem">
<h1 style="font-size: 1.2rem">Tuesday 24 November 2026 · Jon Park</h1>
<h2 style="font-size: 1rem">TODAY</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#B3VV">B3VV</a> <strong>request, client J0G1</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#MA63">MA63</a> <strong>report, Dr. Sam Ortiz, cardiology</strong>
<br><a href="tel:6175550121">(617) 555-0121</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#M0WM">M0WM</a> <strong>call, client 9JB2</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#7DEX">7DEX</a> <strong>check, client M6TG</strong>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#92NR">92NR</a> <strong>thank-you, Carla Reyes, physical therapy</strong>
<br><a href="tel:6175550151">(617) 555-0151</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#JM66">JM66</a> <strong>thank-you, Tom Brandt, chiropractic</strong>
<br><a href="tel:6175550161">(617) 555-0161</a>
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#QR47">QR47</a> <strong>check, client SQYF</strong>
</li>
</ul>
<h2 style="font-size: 1rem">BLOCKED</h2>
<ul style="padding-left: 1.2rem">
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#S9RE">S9RE</a> <strong>report, nobody on file yet</strong>
<br>nobody on file is referring, else primary care
</li>
<li style="margin-bottom: .7rem">
<a href="http://127.0.0.1:8765/today#3KSA">3KSA</a> <strong>report, nobody on file yet</strong>
<br>nobody on file is referring, else primary care
</li>
</ul>
<p>Tomorrow 4, this week 4.
<br><a href="http://127.0.0.1:8765/today">http://127.0.0.1:8765/today</a>
</p>
<footer style="font-size: .85rem">
The first round · calendar not fetched yet · no backup yet
</footer>
</body>
</html>
','[]','2026-11-24 14:00:00.000004','2026-11-25 01:00:00.000000','sent',1,0,'2026-11-24 14:00:00.086403',NULL,'2026-11-24 14:00:00.086566','/srv/rapport/outbox/132fbaf64c7a29b5b1115d91@rapport.invalid-eca6fcdf5478.eml','own',NULL,NULL,NULL);
CREATE TABLE papers (
	id VARCHAR(12) NOT NULL, 
	follow_up VARCHAR(12), 
	name VARCHAR(40) NOT NULL, 
	client VARCHAR(12), 
	provider VARCHAR(12), 
	state VARCHAR(12) NOT NULL, 
	words JSON NOT NULL, 
	page BLOB, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	approved_at DATETIME, 
	approved_by TEXT NOT NULL, 
	sent_at DATETIME, 
	channel TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(follow_up) REFERENCES follow_ups (id), 
	FOREIGN KEY(client) REFERENCES clients (code), 
	FOREIGN KEY(provider) REFERENCES providers (code)
);
INSERT INTO "papers" VALUES('D4HJ','DZJG','progress-report','9BZD','387G','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('SM1N','MA63','progress-report','J0G1','387G','draft','{"bottom_line":"Walks faster and safer.","attended":[17,18],"plan":["balance twice a week"],"ask":"Please tell us any limits."}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000005',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('8NC0','NMRQ','progress-report','6YV2','8QDH','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('MTHW','N9AA','progress-report','9BZD','387G','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('4HR7','HXS1','progress-report','H7G7','RMCQ','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('2K8B','RJSM','progress-report','55BD','0MMM','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('AAN1','C3Y5','progress-report','FJX2','Y78F','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('9DRR','QP9T','progress-report','J0G1','387G','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('NXW3','FGZ2','progress-report','XHVD','0MMM','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
INSERT INTO "papers" VALUES('9Z9G','7A83','progress-report','SQYF','NZBB','draft','{}',NULL,'2026-11-24 14:00:00.000004','2026-11-24 14:00:00.000004',NULL,'',NULL,'');
CREATE TABLE providers (
	code VARCHAR(12) NOT NULL, 
	name TEXT NOT NULL, 
	entered_on DATE NOT NULL, 
	credentials TEXT NOT NULL, 
	specialty TEXT NOT NULL, 
	npi VARCHAR(10) NOT NULL, 
	phone TEXT NOT NULL, 
	fax TEXT NOT NULL, 
	email TEXT NOT NULL, 
	office TEXT NOT NULL, 
	hours TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	tier VARCHAR(1) NOT NULL, 
	contact TEXT NOT NULL, 
	best_time TEXT NOT NULL, 
	source_key VARCHAR(80), 
	batch VARCHAR(12), 
	removed BOOLEAN NOT NULL, 
	PRIMARY KEY (code), 
	FOREIGN KEY(batch) REFERENCES batches (id), 
	UNIQUE (source_key)
);
INSERT INTO "providers" VALUES('RMCQ','Dr. Alan Lee','2026-09-25','MD','orthopedics','1234567893','+16175550142','+16175550143','','','Mon 08:00-17:00, Tue 08:00-17:00, Wed 08:00-17:00, Thu 08:00-17:00, Fri 08:00-17:00','','','A','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('0MMM','Dr. Priya Shah','2026-09-25','MD','primary care','','+16175550110','+16175550111','','','Mon 08:30-16:30, Tue 08:30-16:30, Wed 08:30-16:30, Thu 08:30-16:30, Fri 08:30-16:30','','','A','','mornings',NULL,NULL,0);
INSERT INTO "providers" VALUES('387G','Dr. Sam Ortiz','2026-09-25','MD','cardiology','','+16175550121','+16175550122','','','','','','B','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('8QDH','Dr. Eva Novak','2026-09-25','MD','primary care','','+16175550131','','','','','','','B','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('NZBB','Carla Reyes','2026-09-25','DPT','physical therapy','','+16175550151','+16175550152','','','Mon 09:00-18:00, Tue 09:00-18:00, Wed 09:00-18:00, Thu 09:00-18:00','','','A','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('9R4W','Tom Brandt','2026-09-25','DC','chiropractic','','+16175550161','','','','','','','B','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('Y78F','Dr. Kenji Ito','2026-09-25','MD','endocrinology','','+16175550171','+16175550172','','','','','','C','','',NULL,NULL,0);
INSERT INTO "providers" VALUES('WVCV','Dr. Ama Osei','2026-09-25','MD','neurology','','+16175550181','','','','','','','B','','',NULL,NULL,0);
CREATE TABLE published (
	feed INTEGER NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	first_at DATETIME NOT NULL, sequence INTEGER DEFAULT '0' NOT NULL, changed_at DATETIME, digest VARCHAR(64) DEFAULT '' NOT NULL, body BLOB, left_at DATETIME, 
	PRIMARY KEY (feed, uid), 
	FOREIGN KEY(feed) REFERENCES feeds (id)
);
CREATE TABLE replan (
	subject VARCHAR(12) NOT NULL, 
	PRIMARY KEY (subject)
);
CREATE TABLE sessions (
	token_hash VARCHAR(64) NOT NULL, 
	practitioner VARCHAR(40) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	agent TEXT NOT NULL, 
	PRIMARY KEY (token_hash)
);
CREATE TABLE submissions (
	nonce_hash VARCHAR(64) NOT NULL, 
	form INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	client VARCHAR(12) NOT NULL, 
	words JSON NOT NULL, 
	seen_at DATETIME, 
	PRIMARY KEY (nonce_hash), 
	FOREIGN KEY(form) REFERENCES forms (id), 
	FOREIGN KEY(client) REFERENCES clients (code)
);
INSERT INTO "submissions" VALUES('527ccc3e4ef98ed00c754fc1e6802e41e5fcd15503e1d26b92a03bd85f147f9e',1,'2026-11-24 14:00:00.000000','55BD','{"answers":{"reason":"knee"},"known":true,"alike":[],"referral":"F1","told":"maya","hear_by":"2026-11-25","mark":"x"}',NULL);
CREATE INDEX ix_disclosures_client ON disclosures (client);
CREATE INDEX ix_clients_batch ON clients (batch);
CREATE INDEX ix_providers_batch ON providers (batch);
CREATE INDEX facts_client ON facts (client) WHERE current = 1;
CREATE UNIQUE INDEX facts_identity ON facts (identity) WHERE current = 1;
CREATE INDEX facts_provider ON facts (provider) WHERE current = 1;
CREATE INDEX ix_facts_batch ON facts (batch);
CREATE UNIQUE INDEX one_current ON facts (number) WHERE current = 1;
CREATE INDEX follow_ups_changed ON follow_ups (changed_at);
CREATE INDEX follow_ups_open ON follow_ups (due) WHERE state = 'open';
CREATE INDEX ix_follow_ups_client ON follow_ups (client);
CREATE INDEX ix_follow_ups_provider ON follow_ups (provider);
CREATE TRIGGER disclosures_no_update BEFORE UPDATE ON disclosures BEGIN SELECT RAISE(ABORT, 'the disclosure log is append-only'); END;
CREATE INDEX ix_sessions_practitioner ON sessions (practitioner);
CREATE INDEX ix_forms_provider ON forms (provider);
CREATE INDEX ix_submissions_form ON submissions (form);
CREATE INDEX ix_submissions_client ON submissions (client);
CREATE INDEX ix_papers_follow_up ON papers (follow_up);
CREATE INDEX ix_papers_client ON papers (client);
CREATE INDEX ix_papers_provider ON papers (provider);
CREATE INDEX outbox_waiting ON outbox (state, next_try);
CREATE TRIGGER disclosures_no_delete BEFORE DELETE ON disclosures WHEN old.number >= coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'disclosures_kept_from'), 1) BEGIN SELECT RAISE(ABORT, 'the disclosure log is append-only'); END;
CREATE INDEX ix_invitations_fact ON invitations (fact);
CREATE INDEX ix_invitations_provider ON invitations (provider);
CREATE INDEX busy_spans_source ON busy_spans (source, ends);
CREATE INDEX follow_ups_day ON follow_ups (practitioner, day) WHERE state = 'open';
CREATE INDEX follow_ups_urgent ON follow_ups (day) WHERE state = 'open' AND priority <= 1;
CREATE INDEX follow_ups_reports ON follow_ups (day) WHERE state = 'open' AND kind = 'report';
CREATE INDEX follow_ups_meetings ON follow_ups (practitioner) WHERE state = 'open' AND kind = 'meeting';
CREATE INDEX follow_ups_bundle ON follow_ups (bundle) WHERE bundle IS NOT NULL;
CREATE INDEX follow_ups_shown ON follow_ups (practitioner, changed_at);
CREATE INDEX follow_ups_of ON follow_ups (practitioner, revision);
CREATE INDEX follow_ups_closed ON follow_ups (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX follow_ups_revision ON follow_ups (revision);
CREATE INDEX facts_nobody ON facts (client, provider) WHERE current = 1 AND client IS NULL AND provider IS NULL;
CREATE INDEX facts_calendar ON facts (client, on_day) WHERE current = 1 AND kind IN ('visit', 'meeting');
CREATE INDEX facts_practitioner ON facts (practitioner, on_day) WHERE current = 1 AND kind IN ('visit', 'meeting');
CREATE INDEX facts_meetings ON facts (on_day) WHERE current = 1 AND kind = 'meeting';
CREATE INDEX outbox_sent ON outbox (channel, settled_at) WHERE state = 'sent';
CREATE INDEX invitations_standing ON invitations (ends) WHERE state = 'invited';
CREATE INDEX clients_practitioner ON clients (practitioner);
CREATE INDEX follow_ups_by_day ON follow_ups (day) WHERE state = 'open';
COMMIT;
