package dev.loyalty.engine

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import dev.loyalty.engine.border.Value
import java.io.File
import java.lang.reflect.InvocationTargetException
import java.math.BigDecimal
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KType
import kotlin.reflect.full.callSuspendBy
import kotlin.reflect.full.companionObject
import kotlin.reflect.full.companionObjectInstance
import kotlin.reflect.full.memberFunctions
import kotlin.reflect.jvm.isAccessible

/** The contract as `cargo xtask contract` writes it: calls, and the bytes of Rust's answers. */
internal object Contract {
    private val mapper = ObjectMapper()

    fun read(name: String): JsonNode = mapper.readTree(File(System.getProperty("contract"), name))

    fun parse(json: String): JsonNode = mapper.readTree(json)

    /** A JSON value in Kotlin's own. */
    fun plain(node: JsonNode): Any? = when {
        node.isNull -> null
        node.isBoolean -> node.booleanValue()
        node.isTextual -> node.textValue()
        node.isIntegralNumber -> if (node.canConvertToLong()) node.longValue() else node.bigIntegerValue()
        node.isNumber -> node.doubleValue()
        node.isArray -> node.map(::plain)
        else -> node.properties().associate { (name, value) -> name to plain(value) }
    }

    /** A call, if it is an object at all. */
    fun call(node: JsonNode): Map<String, Any?>? =
        (plain(node) as? Map<*, *>)?.entries?.associate { (name, value) -> name as String to value }
}

/** Whoever asks a question knows what it was: the name under which the answer stands is added again. */
internal fun named(answer: String, expected: String): String {
    val name = Contract.parse(expected)["ok"]?.fieldNames()?.next() ?: return answer
    return answer.replaceFirst("{\"ok\":", "{\"ok\":{\"$name\":") + "}"
}

internal fun folder(): Path = Files.createTempDirectory("loyalty").also { it.toFile().deleteOnExit() }

internal fun reply(answer: Result<Value>): String = answer.fold(
    { "{\"ok\":${dev.loyalty.engine.border.writeJson(it)}}" },
    { "{\"error\":${toJson(it as? LoyaltyException ?: throw it)}}" },
)

/** A call of the contract through the typed method of its operation, as far as types can say it. */
internal class Typed(private val loyalty: Loyalty, private val suspending: Boolean) {
    /** The answer, or nothing where the types do not let the call through. */
    suspend fun ask(call: Map<String, Any?>): Result<Value>? {
        val asked = runCatching { prepare(call) }.getOrNull() ?: return null
        return runCatching { (asked.first.callSuspendBy(asked.second) as Crossing).encode() }.recoverCatching {
            throw if (it is InvocationTargetException) it.targetException else it
        }
    }

    private fun prepare(call: Map<String, Any?>): Pair<KFunction<*>, Map<KParameter, Any?>>? {
        val operation = listOfNotNull(call["command"], call["query"]).singleOrNull() ?: return null
        val (name, given) = (operation as Map<*, *>).entries.single()
        val actor = Actor.decode(raw(call["actor"]))
        val program: Any = loyalty.program(call["program"] as String, actor).let { if (suspending) it else it.blocking }
        val method = program::class.memberFunctions.single { wire(it.name) == name }
        val rest = (given as Map<*, *>).toMutableMap()
        val envelope = call - setOf("program", "actor", "command", "query")
        rest.putAll(envelope)
        val arguments = mutableMapOf<KParameter, Any?>(method.parameters.first() to program)
        for (parameter in method.parameters.drop(1)) {
            val field = wire(parameter.name!!)
            if (field in rest) arguments[parameter] = convert(parameter.type, raw(rest.remove(field)))
        }
        val complete = method.parameters.all { it.isOptional || it in arguments }
        return if (rest.isEmpty() && complete) method to arguments else null
    }

    private fun convert(type: KType, value: Value): Any? = when (val of = type.classifier as KClass<*>) {
        String::class -> text(value)
        // Kotlin reads more than the contract does, such as `7.5e4`: that is no call in types.
        BigDecimal::class -> decimal(value).also { check(it.toString() == text(value)) }
        Long::class -> whole(value)
        Boolean::class -> flag(value)
        LocalDate::class -> LocalDate.parse(text(value))
        Instant::class -> OffsetDateTime.parse(text(value)).toInstant()
        List::class -> list(value) { convert(type.arguments.single().type!!, it) }
        else -> of.companionObject!!.memberFunctions.single { it.name == "decode" }.let {
            it.isAccessible = true
            // What the type has no place for would be lost.
            it.call(of.companionObjectInstance, value).also { typed -> check(tree((typed as Crossing).encode()) == tree(value)) }
        }
    }
}

private fun tree(value: Value): JsonNode = Contract.parse(dev.loyalty.engine.border.writeJson(value))

/** `publicId` as `public_id`. */
internal fun wire(name: String): String = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
