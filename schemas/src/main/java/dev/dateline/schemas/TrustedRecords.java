package dev.dateline.schemas;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Makes Avro trust the record classes of this package. Since 1.12.2 it loads no class that a schema names unless its package is
 * trusted, not even the enum of a default value. Avro finds this class by its service loader when it makes its first data
 * model, which every generated class does before its first use; so neither a JVM flag nor a call is needed. As a conversion it
 * converts nothing: no schema has its logical type.
 */
public final class TrustedRecords extends Conversion<TrustedRecords> {

    static {
        ClassSecurityPredicate ours = type -> type.getPackageName().equals(TrustedRecords.class.getPackageName());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
    }

    /** For Avro. */
    public TrustedRecords() {}

    @Override
    public Class<TrustedRecords> getConvertedType() {
        return TrustedRecords.class;
    }

    @Override
    public String getLogicalTypeName() {
        return "dateline-none";
    }
}
