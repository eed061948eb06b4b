package io.bellwire.settings;

/** Whether settings let an alert through, and what holds it back otherwise; a filtered alert is counted. */
public enum Admission {
    ADMITTED,
    /** The operator forwards no alerts of this notification kind. */
    SWITCHED_OFF,
    /** It was accepted before the moment from which the operator wants alerts. */
    TOO_OLD
}
